"""The Maps page: what its component is given, and what its controls change."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.visiting import checked, in_link, opened, state

LINK = "loss=himmelblau&run=gd+lr+0.01+at+0+0&run=adam+lr+0.1+at+1+1&steps=50"


def mapping(more: str = "") -> AppTest:
    return checked(opened(LINK + more).switch_page("maps.py").run())


def given(app: AppTest) -> dict[str, Any]:
    """What the component was given; strict JSON."""
    proto = next(
        c.proto for c in app.get("bidi_component") if c.proto.component_name.endswith("maps")
    )
    data: dict[str, Any] = json.loads(proto.json, parse_constant=lambda word: 1 / 0)
    return data


def test_the_browser_is_given_the_map_of_the_link_and_rates_where_it_has_none() -> None:
    data = given(mapping())
    the_map = json.loads(data["map"])
    assert (the_map["kind"], [axis["name"] for axis in the_map["axes"]]) == ("rates", ["lr"])
    assert [panel["name"] for panel in the_map["panels"]] == ["Gradient descent 0.01", "Adam 0.1"]
    assert (data["marks"], data["waiting"], data["locked"]) == ([0, 1], False, "")
    assert json.loads(given(mapping("&map=starts+of+2"))["map"])["panels"][0]["run"] == 1


def test_the_kind_of_map_the_run_and_the_axes_end_in_the_link() -> None:
    app = mapping()
    checked(app.segmented_control(key="map-kind").set_value("dials").run())
    checked(app.selectbox(key="map-run").set_value(1).run())
    checked(app.selectbox(key="map-axis-1").set_value("beta2").run())
    checked(app.selectbox(key="map-by").set_value("steps").run())
    found = in_link(app).map
    assert found is not None
    assert (found.kind, found.of, found.by) == ("dials", 1, "steps")
    assert [span.name for span in found.axes] == ["lr", "beta2"]
    checked(app.segmented_control(key="map-kind").set_value("starts").run())
    found = in_link(app).map
    assert found is not None
    assert (found.kind, found.of, found.axes) == ("starts", 1, ())


def test_what_is_fixed_has_no_controls() -> None:
    app = mapping("&hide=controls")
    assert not [one for one in app.selectbox if (one.key or "").startswith("map-")]
    assert given(app)["locked"] == "The settings of this link are fixed."


def test_a_browser_without_workers_is_answered_by_the_server() -> None:
    app = mapping()
    state(app).map_on_server = True
    checked(app.run())
    data = given(app)
    assert data["waiting"] is False
    panels = json.loads(data["answer"])["panels"]
    assert [(one["across"], one["up"]) for one in panels] == [(200, 1)] * 2
    assert json.loads(data["map"])["kind"] == "rates"


def test_without_a_run_there_is_no_map() -> None:
    app = checked(opened("loss=himmelblau&run=").switch_page("maps.py").run())
    assert not [c for c in app.get("bidi_component") if c.proto.component_name.endswith("maps")]
    texts = [block.value for block in app.main.markdown]
    assert "A map needs a loss that can be read, and a run. Add them on Compare." in texts
