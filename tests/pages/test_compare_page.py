"""The Compare page, run as a script: every control reaches the link, and no input breaks it."""

from streamlit.testing.v1 import AppTest

from experiment import DEFAULT, decode


def opened(**link: str | list[str]) -> AppTest:
    app = AppTest.from_file("pages/main.py", default_timeout=30)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def in_link(app: AppTest) -> object:
    experiment, problems = decode(dict(app.query_params))
    assert problems == ()
    return experiment


def test_the_first_visit_shows_the_default_and_leaves_the_address_alone() -> None:
    app = opened()
    assert app.session_state["experiment"] == DEFAULT
    assert dict(app.query_params) == {}
