"""What people type is read as they mean it: values and gradients from 50-digit arithmetic."""

from typing import Any

import numpy as np
import pytest

from losses import LossError, parse_loss
from tests.losses.corpora import BENIGN

READ = [row for row in BENIGN if not row.get("error")]
WRONG = [row for row in BENIGN if row.get("error")]


def test_the_corpus_is_whole() -> None:
    assert len(READ) == 128
    assert len(WRONG) == 9
    assert sum(row["must"] for row in BENIGN) == 99


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"])
def test_a_typed_loss_has_the_value_and_gradient_that_was_meant(row: dict[str, Any]) -> None:
    loss = parse_loss(row["text"], row.get("parameters"))
    assert sorted(loss.variables) == sorted(row["variables"])
    order = [row["variables"].index(name) for name in loss.variables]
    for check in row["checks"]:
        at = np.array(check["at"])[order]
        gradient = np.array(check["gradient"])[order]
        np.testing.assert_allclose(loss.value(at), check["value"], rtol=1e-8, atol=1e-13)
        np.testing.assert_allclose(loss.gradient(at), gradient, rtol=1e-8, atol=1e-13)


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row["text"] or "empty")
def test_a_mistake_gets_a_sentence_with_a_place_inside_the_text(row: dict[str, Any]) -> None:
    with pytest.raises(LossError) as caught:
        parse_loss(row["text"])
    assert str(caught.value) == caught.value.message
    assert caught.value.message.endswith((".", "?"))
    assert 0 <= caught.value.position <= len(row["text"])
