"""Hostile text is answered fast, by LossError or a loss, and nothing it says is ever run."""

from pathlib import Path
from typing import Any

import pytest

from tests.losses import prison
from tests.losses.corpora import HOSTILE
from tests.losses.prison import _plain, foreign, locked_up, warm_up

CHILDREN = 3


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Any]]:
    """Return the answer to every text by its place in the corpus."""
    canary = tmp_path_factory.mktemp("hostile") / "canary"
    texts = [row["text"].replace("PWNED", str(canary)) for row in HOSTILE]
    warm_up()
    found = {}
    for first in range(CHILDREN):
        places = range(first, len(texts), CHILDREN)
        given = locked_up([texts[place] for place in places])
        found |= dict(zip(places, given, strict=False))
    assert not Path(canary).exists()
    return found


def test_every_text_is_answered(answers: dict[int, dict[str, Any]]) -> None:
    silent = [row["text"][:60] for place, row in enumerate(HOSTILE) if place not in answers]
    assert len(HOSTILE) == 472
    assert silent == []


def test_every_answer_is_a_loss_or_a_loss_error(answers: dict[int, dict[str, Any]]) -> None:
    strange = {
        HOSTILE[place]["text"][:60]: answer["outcome"]
        for place, answer in answers.items()
        if answer["outcome"] not in ("accepted", "rejected")
    }
    assert strange == {}


def test_what_must_be_rejected_is_rejected(answers: dict[int, dict[str, Any]]) -> None:
    accepted = [
        row["text"][:60]
        for place, row in enumerate(HOSTILE)
        if row["expect"] == "reject" and answers[place]["outcome"] == "accepted"
    ]
    assert sum(row["expect"] == "reject" for row in HOSTILE) == 309
    assert accepted == []


def test_nothing_is_executed_opened_or_imported(answers: dict[int, dict[str, Any]]) -> None:
    escapes = {
        HOSTILE[place]["text"][:60]: answer["escapes"]
        for place, answer in answers.items()
        if answer["escapes"]
    }
    assert escapes == {}


def test_every_answer_takes_less_than_two_seconds(answers: dict[int, dict[str, Any]]) -> None:
    slow = {HOSTILE[p]["text"][:60]: a["seconds"] for p, a in answers.items() if a["seconds"] > 2}
    assert slow == {}


def test_no_child_grows_by_two_hundred_megabytes(answers: dict[int, dict[str, Any]]) -> None:
    assert max(answer["megabytes"] for answer in answers.values()) < 200


def test_a_child_reports_what_a_text_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prison, "_use", lambda text: Path(text).read_text())
    answer = prison.locked_up(["/etc/hostname"])[0]
    assert answer["escapes"][0].startswith("open ")


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("/etc/passwd", "r", 0)),
        ("os.system", (b"true",)),
        ("import", ("os", None, None, None, None)),
        ("compile", (b"open('canary')", "<string>")),
        (
            "compile",
            (b"def _lambdifygenerated(v0):\n    return open(v0)\n", "<lambdifygenerated-1>"),
        ),
        (
            "compile",
            (b"def _lambdifygenerated(v0):\n    return v0.real\n", "<lambdifygenerated-1>"),
        ),
        ("exec", (compile("1", "<string>", "eval"),)),
    ],
)
def test_the_guard_sees_an_escape(event: str, arguments: tuple[Any, ...]) -> None:
    assert foreign(event, arguments)


def test_the_guard_knows_what_lambdify_writes() -> None:
    assert _plain(
        "def _lambdifygenerated(v0, c1):\n    x0 = 1e-05*v0\n    return [sin(x0) - 2.5]\n"
    )
