"""Data in a link: what is read, what is written, what is said of the rest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import decode, encode, portable
from losses.models import MEASURES
from losses.tables import TABLES, Table

OWN = "data=u+v;1+2;2+3.9;4+8"
RUN = "&run=gd+lr+0.01+at+0+0"


def said(link):
    return [str(problem) for problem in decode(link)[1]]


@pytest.mark.parametrize(
    "link",
    [
        f"{OWN}&model=w*u%2Bb&target=v&measure=squared{RUN}",
        f"{OWN}&model=w*u%2Bb&target=v&measure=huber+ridge+0.1+lasso+0.5&batch=2{RUN}+batch+1",
        f"loss=mean((w*u%2Bb-v)^2)%2B0.1w^2&{OWN}&batch=2&order=drawn&scale=standard{RUN}",
        f"data=penguins&model=w*flipper%2Bb&target=mass&measure=squared&scale=standard{RUN}",
    ],
)
def test_a_canonical_link_stays_word_for_word(link):
    e, problems = decode(link)
    assert not problems
    assert decode(encode(e)) == (e, ())
    assert decode(portable(e)) == (e, ())
    assert encode(e).split("&run=")[0] == link.split("&run=")[0].replace("+batch+1", "")


WORDS = st.fixed_dictionaries(
    {
        "data": st.sampled_from(list(TABLES)),
        "measure": st.sampled_from(["squared", "absolute", "huber", "logcosh"]),
        "batch": st.integers(0, 60),
        "order": st.sampled_from(["shuffled", "drawn"]),
        "scale": st.sampled_from(["raw", "standard"]),
    }
)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_what_is_written_is_read_back(words):
    e, problems = decode("&".join(f"{key}={word}" for key, word in words.items()) + RUN)
    assert not problems
    assert decode(encode(e)) == (e, ())
    assert decode(portable(e)) == (e, ())


def test_bare_data_open_with_a_model_and_rates_that_suit():
    e, problems = decode("data=cars")
    assert not problems
    assert e.data
    assert e.data.model
    assert e.data.model.text == "w*speed+b"
    assert max(run.rate for run in e.runs if run.rule == "gd") < 0.004  # 2/lambda_max is 0.0037


def test_a_table_that_does_not_travel_is_asked_for_and_found_by_its_fingerprint():
    values = np.arange(200.0).reshape(100, 2) % 17
    table = Table("heights <b>.csv", ("u", "v"), ("u", "v"), values)
    link = f"data=heights_b_.csv+{table.fingerprint}&model=w*u%2Bb&target=v&measure=squared{RUN}"
    missing, problems = decode(link)
    assert missing.data is None
    assert str(problems[0]) == (
        "data: the table “heights_b_.csv” does not travel in a link; give the file under Data, "
        "and the comparison appears."
    )
    e, problems = decode(link, {table.fingerprint: table})
    assert not problems
    assert e.data
    assert e.data.table == table
    assert encode(e) == link


@pytest.mark.parametrize(
    ("link", "sentences"),
    [
        ("data=penguin", ["data: there is no table “penguin” (did you mean penguins?)"]),
        ("model=w*u&batch=3", [
            "model: there is no table (`data`), so it is left out.",
            "batch: there is no table (`data`), so it is left out.",
        ]),
        (f"{OWN}&batch=ten", [
            "batch: the batch size “ten” is not all or a whole number from 0 to 1000, "
            "so it is left out.",
        ]),
        (f"{OWN}&order=sorted", ["order: “sorted” is not shuffled or drawn, so shuffled is used."]),
        (f"{OWN}&model=w*z&target=v", [
            "model: The model names no column of the table; there are u and v, "
            "so w*u + b is used.",
        ]),
        (f"{OWN}&measure=best", [
            f"measure: there is no measure “best”, so squared is used; there are "
            f"{', '.join(list(MEASURES)[:-1])} and {list(MEASURES)[-1]}.",
        ]),
        (f"{OWN}&measure=squared+ridge+-1", [
            "measure: `ridge` is “-1”, but it must be a number from 0 to 1e6.",
        ]),
        (f"{OWN}&loss=mean(w*u-v)^2&target=v", ["target: the loss is typed, so it is left out."]),
        ("data=u+v;1+2;3", ["data: Row 2"]),
        ("data=u+u;1+2;3+4", ["data: Column 2"]),
        ("data=%3Cscript%3E;1;2", ["data:"]),
        (f"data=u+v+s+t{';0.0001234+-1.234e-11+123400000000+-5678' * 60}", [
            "data: The table has 2,407 characters; a link carries at most 1,500, "
            "so no data is used.",
        ]),
        ("data=galton&steps=9999", [
            "steps: 9999 is too many for these runs over 928 rows, so 9796 is used.",
        ]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(link, sentences):
    found = said(link)
    assert len(found) >= len(sentences)
    assert all(one.startswith(start) for one, start in zip(found, sentences, strict=False)), found


@pytest.mark.parametrize(
    "link",
    [
        "data=u+v;-1.65+1&model=c*u%2Bb&target=v&measure=huber",  # a valley, exactly singular
        "data=u+v;-823+5e-324&model=w*u%2Bb&measure=logcosh",
        "data=u+v+s;1e-12+1+1;1e-12+1+1&model=w*u%2Bv&measure=huber",  # its best start is far out
        "data=u+v+s;1e-12+1e-12+1e-12;1e-12+1e-12+1e-12&model=w*u%2Bv&measure=huber",
        "data=u+v;1+1e12;2+1e12&model=c*u%2Bb&measure=absolute",
        "data=u;1e12;1e12",
        "data=u;0;0&loss=mean(m*u)",
    ],
)
def test_degenerate_data_are_shown_like_any_others(link):
    e, problems = decode(link)
    assert not problems
    assert e.data
    assert decode(encode(e)) == (e, ())
