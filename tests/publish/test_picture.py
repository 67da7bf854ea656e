"""What a page shows of an experiment: numbers of its runs and of no others."""

import json
import re

from experiment import decode, run
from publish.picture import LOCKED, see, told, veiled

LINK = "loss=x^2%2B3y^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=12&view=overlay+speed+2"


def test_the_player_is_told_the_runs_and_how_they_are_played() -> None:
    data = told(see(LINK))
    runs = json.loads(data["figure"])["layout"]["meta"]["runs"]
    assert [one["end"] for one in runs] == [
        path.points[-1].tolist() for path in run(decode(LINK)[0])
    ]
    assert (data["steps"], data["step"], data["playback"]["speed"]) == (12, 12, 2.0)
    assert json.loads(data["live"])["steps"] == 12
    assert data["library"] == ""  # the page has it already


def test_before_the_first_step_nothing_of_a_path_is_told() -> None:
    data = veiled(see(LINK))
    trails = [t for t in json.loads(data["figure"])["data"] if t["meta"]["role"] == "trail"]
    assert [trail["meta"]["last"] for trail in trails] == [0, 0]
    assert (data["step"], data["live"], data["locked"]) == (0, "", LOCKED)


def test_the_pictures_are_of_the_runs() -> None:
    seen = see(LINK)
    assert seen.caption == "The loss is x^2 + 3*y^2."
    assert seen.preview().startswith(b"\x89PNG")
    # Before the first step a path is a single point: no line leads on from it.
    line = '<path d="M[^"]*l[^"]*" style="fill:none;stroke:light-dark'
    assert len(re.findall(line, seen.thumbnail())) == 2
    assert re.findall(line, seen.thumbnail(begun=True)) == []
