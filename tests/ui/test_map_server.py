"""The server computes a map where the browser cannot, and says why where it cannot either."""

from streamlit.testing.v1 import AppTest

from tests.visiting import checked, opened, state

LINK = "loss=himmelblau&run=gd+lr+0.01+at+0+0&steps=50&map=starts"


def served(link: str) -> AppTest:
    """Return the page of maps for a browser without workers."""
    app = checked(opened(link).switch_page("maps.py").run())
    state(app).map_on_server = True
    return app


def test_the_answer_is_kept_for_its_map_and_no_other() -> None:
    app = checked(served(LINK).run())
    first = state(app).map_answer
    assert first is not None
    checked(app.run())
    assert state(app).map_answer is first
    checked(app.segmented_control(key="map-kind").set_value("rates").run())
    assert state(app).map_answer not in (None, first)


def test_what_was_stopped_waits_for_a_press() -> None:
    app = served(LINK)
    state(app).map_stopped = "another"
    checked(app.run())
    answer = state(app).map_answer
    assert answer is not None
    state(app).map_answer, state(app).map_stopped = None, answer[0]
    checked(app.run())
    assert state(app).map_answer is None
    checked(app.button(key="map-again").click().run())
    assert state(app).map_answer is not None


def test_a_map_that_takes_too_long_is_refused_in_a_sentence() -> None:
    many = "&".join(["run=gd+lr+0.01+at+0+0"] * 12)
    app = checked(served(f"data=galton&{many}&steps=3000&map=starts").run())
    (refusal,) = [one.value for one in app.main.text if one.value.startswith("This map takes")]
    assert refusal.endswith("are possible; take fewer pixels, runs, seeds or steps.")
