"""The controls of the page Maps, and what its callbacks change."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from experiment import Experiment, portable, run_names, with_rate
from experiment.maps.axes import Axis, available, axes, panels, seeds, with_ends
from experiment.maps.choice import BY, MAX_SEEDS, Map, Span
from experiment.maps.opened import opened
from ui import session, widgets
from ui.state import state

KINDS = {"rates": "Learning rates", "starts": "Starts", "dials": "Settings"}
MEASURES = {"gap": "Final gap", "steps": "Steps to a gap", "ending": "How it ends"}
HELP = {
    "rates": "How far above the best known value each run ends, by its learning rate.",
    "starts": "Where each run ends, by the point where it starts: the basin of every minimum.",
    "dials": "How each run ends, by any two of its settings.",
}
ALL = -1  # in the menu of runs
NAME = "Maps"


def chosen(e: Experiment) -> Map:
    """Return the map of an experiment: rates, where nobody asked for any."""
    return e.map or Map()


def controls(e: Experiment) -> None:
    """Show what the map is of: its kind, its run, its axes, and the way back."""
    now = chosen(e)
    with st.container(key="maps-controls", horizontal=True, vertical_alignment="bottom"):
        widgets.show(
            st.segmented_control,
            "Map",
            now.kind,
            _with_kind,
            key="map-kind",
            options=list(KINDS),
            format_func=KINDS.__getitem__,
            label_visibility="collapsed",
            width="content",
        )
        _run(e, now)
        if now.kind == "dials":
            _dials(e, now)
        if len(seeds(replace(e, map=replace(now, seeds=MAX_SEEDS)))) > 1 and now.kind == "rates":
            _seeds(now)


def _run(e: Experiment, now: Map) -> None:
    if len(e.runs) < 2:
        return
    names = ["All runs", *run_names(e.runs)]
    widgets.show(
        st.selectbox,
        "Run",
        ALL if now.of is None else now.of,
        lambda e, place: _with(e, of=None if place == ALL else place),
        key="map-run",
        options=[ALL, *range(len(e.runs))],
        format_func=lambda place: names[place + 1],
        label_visibility="collapsed",
        width=190,
    )


def _dials(e: Experiment, now: Map) -> None:
    for place, label in enumerate(("Across", "Up")):
        _axis(e, now, place, label)
    widgets.show(
        st.selectbox,
        "Shows",
        now.by,
        lambda e, by: _with(e, by=by),
        key="map-by",
        options=list(BY),
        format_func=MEASURES.__getitem__,
        label_visibility="collapsed",
        width=160,
    )


def _axis(e: Experiment, now: Map, place: int, label: str) -> None:
    """Show a menu of what can stand on an axis: all but what is on the other."""
    shown, known = axes(e), available(e, now)
    if place >= len(shown):
        return
    others = [axis.name for axis in shown if axis is not shown[place]]
    widgets.show(
        st.selectbox,
        label,
        shown[place].name,
        _to_axis(place),
        key=f"map-axis-{place}",
        options=[name for name in known if name not in others],
        format_func=lambda name: f"{label}: {known[name].label}",
        label_visibility="collapsed",
        width=200,
    )


def _seeds(now: Map) -> None:
    widgets.show(
        st.selectbox,
        "Seeds",
        now.seeds,
        lambda e, count: _with(e, seeds=count),
        key="map-seeds",
        options=list(range(1, MAX_SEEDS + 1)),
        format_func=lambda count: f"{count} seed{'s' if count > 1 else ''}",
        label_visibility="collapsed",
        width=130,
    )


def _with(e: Experiment, **changed: object) -> Experiment:
    return replace(e, map=replace(chosen(e), **changed))  # type: ignore[arg-type]


def _with_kind(e: Experiment, kind: str) -> Experiment:
    """Return the experiment with another kind of map: its axes are other ones."""
    return _with(e, kind=kind, axes=())


def _to_axis(place: int) -> widgets.To:
    """Return the change that puts something else on an axis; the other one stays as it is."""

    def change(e: Experiment, name: str) -> Experiment:
        spans = list(with_ends(axes(e)))
        spans[place] = Span(name)
        return _with(e, axes=tuple(spans))

    return change


def zoomed(e: Experiment, ends: Sequence[tuple[float, float]]) -> Experiment:
    """Return the experiment with the axes of its map from and to there; without ends as usual.

    Ends that an axis cannot have change nothing.
    """
    shown = axes(replace(e, map=replace(chosen(e), axes=_bare(chosen(e)))))
    if not ends:
        return _with(e, axes=_named(chosen(e), shown))
    if len(ends) != len(shown):
        return e
    pairs = zip(shown, ends, strict=True)
    if not all(axis.holds(*pair) for axis, pair in pairs):
        return e
    return _with(e, axes=tuple(Span(one.name, pair) for one, pair in zip(shown, ends, strict=True)))


def _bare(now: Map) -> tuple[Span, ...]:
    return tuple(Span(span.name) for span in now.axes)


def _named(now: Map, shown: Iterable[Axis]) -> tuple[Span, ...]:
    """Return the axes without their ends: only those of dials need their names."""
    return tuple(Span(axis.name) for axis in shown) if now.kind == "dials" and now.axes else ()


def at_pixel(e: Experiment, panel: int, values: Sequence[float]) -> Experiment:
    """Return the experiment that a pixel stands for; as it is where the map has no such panel."""
    places = panels(e)
    if panel >= len(places) or len(values) != len(axes(e)):
        return e
    return opened(replace(e, map=chosen(e)), places[panel], values)


def at_rates(e: Experiment, rates: Iterable[tuple[int, float]]) -> Experiment:
    """Return the experiment with other learning rates, each with the place of its run."""
    for place, rate in rates:
        if place < len(e.runs):
            e = with_rate(e, place, rate)
    return e


def see_curve() -> None:
    """Go to the map of learning rates."""
    session.edit(lambda e: replace(e, map=Map()))
    session.go_to("maps.py")


def link(e: Experiment) -> str:
    """Return the whole address of the page as it stands."""
    return f"{(st.context.url or '').rstrip('/')}?{portable(e)}"


def ask_server() -> None:
    """Note that the browser of this visit cannot compute maps."""
    state().map_on_server = True
