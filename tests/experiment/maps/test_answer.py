"""A map that the server has computed, as the browser takes it."""

import json

import pytest

from experiment import ExperimentError, decode, run
from experiment.maps.answer import MapSheet, affordable, answer
from experiment.maps.compute import sheets
from experiment.maps.ending import CODES
from experiment.maps.plan import MOST_ON_SERVER, Size, plan, work
from player import pack_live

LINK = "loss=himmelblau&run=gd+lr+0.01+at+0+0&run=adam+lr+0.1+at+1+1&steps=50"


def packed(link: str, size: Size) -> list[MapSheet]:
    of = plan(decode(link)[0], size)
    return answer(of, sheets(of))["panels"]


def test_a_map_has_a_panel_for_each_run_row_after_row_from_below() -> None:
    panels = packed(f"{LINK}&map=starts", Size(5, 3))
    assert len(panels) == 2
    assert all((one["across"], one["up"], one["ends"].shape) == (5, 3, (30,)) for one in panels)
    first, _ = decode("loss=himmelblau&run=gd+lr+0.01+at+-4.8+-4&steps=50")
    (path,) = run(first)
    assert panels[0]["loss"][0] == path.losses[-1]
    assert set(panels[0]["ending"]) <= set(CODES.values())


def test_the_seeds_of_rates_lie_one_above_the_other() -> None:
    panels = packed(f"{LINK}&noise=0.5&map=rates+seeds+3", Size(7, 1))
    assert [(one["across"], one["up"], len(one["loss"])) for one in panels] == [(7, 3, 21)] * 2


def test_of_starts_the_first_seed_alone_is_sent() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&noise=0.3&steps=9&map=starts+seeds+3"
    (panel,) = packed(link, Size(7, 1))
    assert (panel["across"], panel["up"], len(panel["loss"])) == (7, 1, 7)


def test_the_browser_gets_arrays_that_it_knows() -> None:
    text = pack_live({"panels": packed(f"{LINK}&map=starts", Size(5, 3))})
    (first, _) = json.loads(text)["panels"]
    kinds = {name: one["dtype"] for name, one in first.items() if isinstance(one, dict)}
    assert kinds == {
        "ending": "u1", "minimum": "i2", "steps": "i4", "row": "i4", "loss": "f8", "ends": "f8",
    }  # fmt: skip


def test_a_costly_map_has_fewer_pixels() -> None:
    e, _ = decode(f"{LINK.replace('steps=50', 'steps=5000')}&map=starts")
    of = affordable(e)
    assert work(of) <= MOST_ON_SERVER
    assert max(of.size) < 200


def test_one_that_no_server_computes_is_refused_in_a_sentence() -> None:
    many = "&".join(["run=gd+lr+0.01+at+0+0"] * 12)
    e, _ = decode(f"data=galton&{many}&steps=3000&map=starts")
    with pytest.raises(ExperimentError) as refused:
        affordable(e)
    fewest = plan(e, Size(25, 25))
    assert str(refused.value).startswith("This map takes ")
    assert str(refused.value).endswith(
        "but at most 200,000,000 are possible; take fewer pixels, runs, seeds or steps."
    )
    assert work(fewest) > MOST_ON_SERVER
