"""The pages that lead to others: everything is there, in its order, under its heading."""

from publish.indexes import card, catalogue, index, lessons_by_chapter
from publish.lesson_pages import Studied
from publish.loss_pages import Drawn
from publish.shell import html
from publish.where import Where
from tests.publish.reading import Read


def test_the_first_page_leads_to_every_lesson_by_chapters(studied: list[Studied]) -> None:
    found = Read(html(index(studied), Where()))
    assert [link for link in found.leads if link.startswith("lessons/")] == [
        one.path for one in studied
    ]
    assert found.ids == ["article", "landscapes", "data"]
    assert found.asked == [f"{one.picture}.svg" for one in studied]
    assert [chapter.key for chapter, _ in lessons_by_chapter(studied)] == found.ids


def test_the_catalogue_leads_to_every_loss_the_common_groups_first(drawn: list[Drawn]) -> None:
    found = Read(html(catalogue(drawn), Where()))
    first, second = (one.path for one in drawn)
    # Valleys come after bowls, whatever order the losses were given in.
    assert [link for link in found.leads if link.startswith("catalogue/")] == [second, first]


def test_a_site_of_nothing_has_its_pages_all_the_same() -> None:
    assert Read(html(index([]), Where())).words["h1"] == "Switchback"
    assert Read(html(catalogue([]), Where())).words["h1"] == "Catalogue"


def test_a_card_is_text() -> None:
    found = Read(card("a.html", "a.svg", "<b>&", "<script>"))
    assert (found.words["h3"], found.words["p"]) == ("<b>&", "<script>")
