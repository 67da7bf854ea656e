"""The widgets of the page of a class: what is pasted, measured by which task, and hidden."""

from streamlit.testing.v1 import AppTest

from tests.visiting import checked, opened, state

TASK = "loss=x^2&run=gd+lr+0.01+at+1&steps=50&goal=loss+%3C+0.001+in+25"
LINKS = (
    "Ada: http://a.b/?loss=x^2&run=gd+lr+0.1+at+1&steps=50&goal=loss+%3C+0.001+in+25\n"
    "Ben: http://a.b/?loss=x^2&run=gd+lr+0.05+at+1&steps=50&goal=loss+%3C+0.001+in+25\n"
    "![x](http://127.0.0.1:9/a.png) hello\n"
)


def pasted(links: str, link: str = TASK) -> AppTest:
    app = checked(opened(link).switch_page("classroom.py").run())
    return checked(app.text_area(key="class-pasted").set_value(links).run())


def test_the_comparison_at_hand_is_the_task_unless_it_is_not() -> None:
    app = pasted(LINKS)
    table = app.dataframe[0].value
    assert list(table["Name"]) == ["Ada", "Ben"]
    assert list(table["Changed"]) == ["learning rates"] * 2
    assert any(block.value == "**1 of 2 links reached the goal.**" for block in app.markdown)
    checked(app.checkbox(key="class-task").uncheck().run())
    assert "Changed" not in app.dataframe[0].value


def test_names_are_hidden_everywhere_by_one_switch() -> None:
    app = pasted(LINKS)
    checked(app.toggle(key="hide-names").set_value(True).run())
    assert list(app.dataframe[0].value["Name"]) == ["Line 1", "Line 2"]
    assert "Ada" not in " ".join(text.value for text in app.text)


def test_why_lines_do_not_count_is_plain_text() -> None:
    said = [text.value for text in pasted(LINKS).text]
    assert any(text.startswith("Line 3 (") and "the line holds no link" in text for text in said)


def test_what_was_pasted_is_there_after_another_page() -> None:
    app = pasted(LINKS)
    app.switch_page("about.py").run()
    app.switch_page("classroom.py").run()
    assert app.text_area(key="class-pasted").value == LINKS
    assert len(app.dataframe[0].value) == 2


def test_what_it_came_to_is_kept_until_the_links_change() -> None:
    app = pasted(LINKS)
    first = state(app).of_class
    checked(app.toggle(key="hide-names").set_value(True).run())
    assert state(app).of_class is first
    checked(app.text_area(key="class-pasted").set_value(LINKS[:90]).run())
    assert state(app).of_class is not first


def test_without_a_link_the_page_says_so() -> None:
    app = pasted("hello", link="")
    assert "No line holds a link to a comparison." in [text.value for text in app.text]
    assert not app.dataframe
