"""A map as a table and as JSON."""

import csv
import io
import json

from experiment import decode, run
from experiment.maps.compute import sheets
from experiment.maps.opened import opened
from experiment.maps.plan import Plan, Size, plan
from experiment.maps.summary import Summary, summary
from experiment.maps.tables import to_csv, to_json

LINK = "loss=beale&run=gd+lr+0.03+at+1+1&run=adam+lr+0.3+at+1+1&steps=60&map=starts"


def computed(link: str, *size: int) -> tuple[Plan, tuple, Summary]:
    asked = plan(decode(link)[0], Size(*size))
    found = sheets(asked)
    return asked, found, summary(asked, found)


def test_a_row_of_the_table_is_the_run_that_its_pixel_opens() -> None:
    asked, found, told = computed(LINK, 5, 4)
    rows = list(csv.DictReader(io.StringIO(to_csv(asked, found, told))))
    assert len(rows) == 2 * 5 * 4
    for row in rows[::7]:
        place = int(row["run"]) - 1
        there = opened(asked.experiment, place, [float(row["x"]), float(row["y"])])
        one = run(there)[place]
        assert [float(row["end_x"]), float(row["end_y"])] == one.points[-1].tolist()
        assert float(row["loss"]) == one.losses[-1]
        assert (row["minimum_x"] != "") == (row["ending"] == "reached")
        if row["ending"] != "diverged":
            assert float(row["gap"]) == max(0.0, one.losses[-1] - told.value)


def test_steps_to_a_gap_have_a_column_of_their_own() -> None:
    link = "loss=x^2&run=gd+lr+0.1+at+1&map=dials+lr+noise+by+steps"
    header = to_csv(*computed(link, 2, 2)).splitlines()[0]
    assert header == "run,seed,lr,noise,ending,minimum_x,steps,row,gap,loss,end_x"


def test_json_says_what_the_map_comes_to() -> None:
    document = json.loads(to_json(*computed(LINK, 5, 4)))
    assert document["link"] == LINK
    assert [axis["pixels"] for axis in document["axes"]] == [5, 4]
    assert [one["run"] for one in document["runs"]] == [1, 2]
    assert all(abs(sum(one["shares"].values()) - 1) < 1e-12 for one in document["runs"])
    assert len(document["words"]) == 2
