"""The report: it says what the numbers say, needs nothing else, and shows nobody's markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from experiment.study.read_study import read_study
from experiment.study.report import page, write
from experiment.study.result import Result, result
from tests.experiment.study.small import all_rows
from tests.experiment.study.test_result import BOWL


def of(toml: str) -> Result:
    study = read_study(toml)
    return result(study, all_rows(study))


def words(html: str) -> str:
    """Return what a reader sees, in one line."""
    return " ".join(re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", html).split())


BOTH = page(of(BOWL))


def test_it_says_what_was_run_and_how_many_settings_each_rule_had() -> None:
    said = words(BOTH)
    assert "2 rules on 2 losses: 28 runs of 120 steps." in said
    assert (
        "Whoever tries more settings finds better ones: gd 6 rates x 1 choice of dials and "
        "slow 1 rate x 1 choice of dials." in said
    )
    assert "saddle has no minimum that is known, so nothing below is said of them." in said


def test_it_says_who_wins_and_who_has_not_moved_yet() -> None:
    said = words(BOTH)
    assert (
        "After 1 step the smallest gap is most often that of gd: on 1 of 1 loss, ties included."
        in said
    )
    assert "slow 0 alone; not moved yet on 1 0 alone" in said


def test_it_says_what_a_profile_shows() -> None:
    said = words(BOTH)
    assert (
        "Of 1 loss the goal is reached in the fewest steps most often by gd (1, ties included), "
        "and at all most often by gd (1)." in said
    )
    assert "gd 100% 100% 100% 100% 1 of 1 slow 0% 0% 0% 0% 0 of 1" in said


def test_it_says_how_wide_good_rates_lie_of_rules_with_several() -> None:
    said = words(BOTH)
    assert "gd 1.50 1.00 (27%) 1 0" in said
    assert "x^2 gd: 1e−9" in said
    assert "gd: 4 gd: 1.50" in said


def test_ties_are_named_together() -> None:
    tied = of(BOWL.replace('name = "slow", rates = [0.001]', 'name = "twin"'))
    said = words(page(tied))
    assert "that of gd and twin: on 1 of 1 loss each, ties included." in said
    assert "gd 0 alone, 1 tied 0 alone, 1 tied" in said
    assert "Each rule had the same 6 learning rates from 0.001 to 1." in said
    assert "gd and twin: 1.50" in said


def test_a_goal_that_nobody_reaches_and_runs_that_diverge_are_said() -> None:
    said = words(page(of('steps = 50\nrates = [3]\nrules = ["gd"]\nlosses = ["x^4 + y^2"]')))
    assert "After 50 steps no rule has a run left." in said
    assert "On 1 of them no rule reaches it." in said
    assert "Each rule had a single rate." in said
    assert "no run left nobody nobody" in said
    assert "gd 100%" in said


def test_a_study_of_saddles_has_nothing_to_compare() -> None:
    said = words(page(of('steps = 5\nrules = ["gd"]\nlosses = ["saddle"]')))
    assert "No loss of this study has a known lowest value, so no gap is measured." in said


class Strict(HTMLParser):
    """Checks that every element is closed in order."""

    VOID = ("meta", "path", "use")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in self.VOID or self.open.pop() == tag


def parsed(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_the_page_is_whole_and_loads_nothing() -> None:
    parser = parsed(BOTH)
    loads = [attrs for _, attrs in parser.seen if {"src", "data", "action"} & set(attrs)]
    links = [attrs["href"] for _, attrs in parser.seen if "href" in attrs]
    assert loads == []
    assert all(link and link.startswith("#shared-") for link in links)
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in parser.seen}
    assert "url(" not in BOTH
    assert "@import" not in BOTH


def test_names_are_shown_as_they_are_and_never_as_markup() -> None:
    html = page(
        of(
            "title = '<script>alert(1)</script>'\nsteps = 5\nrules = [{rule = 'gd', name = "
            "'<b>&'}]\nlosses = [{loss = 'x^2', name = '<img src=x>'}, {loss = '-x^2', name = "
            "'\"><i>'}]"
        )
    )
    tags = {tag for tag, _ in parsed(html).seen}
    assert not tags & {"script", "b", "img", "i"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_table_has_a_caption_and_headers_for_screen_readers() -> None:
    parser = parsed(BOTH)
    tables = sum(tag == "table" for tag, _ in parser.seen)
    assert tables == 5
    assert sum(tag == "caption" for tag, _ in parser.seen) == tables
    assert {attrs.get("scope") for tag, attrs in parser.seen if tag == "th"} == {"col", "row"}
    assert all(attrs.get("aria-hidden") == "true" for tag, attrs in parser.seen if tag == "svg")


@pytest.mark.parametrize("name", ["report.html"])
def test_it_is_one_file(name: str, tmp_path: Path) -> None:
    path = write(of(BOWL), tmp_path)
    assert path.name == name
    assert path.read_text("utf-8") == BOTH
