"""The page of a lesson: its words, its question, and the player that keeps the paths back."""

import json
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from lessons import Lesson, place
from player.standalone import stage
from publish.picture import Seen, see, stood_in_for, told, veiled
from publish.shell import Page


@dataclass(frozen=True, eq=False)
class Studied:
    """A lesson that was run; `stage` is its player as HTML."""

    lesson: Lesson
    seen: Seen
    stage: str

    @cached_property
    def path(self) -> str:
        """Of its page, below the folder of the site."""
        return f"lessons/{self.lesson.key}.html"

    @property
    def picture(self) -> str:
        """The path of its pictures, without their endings."""
        return picture(self.lesson)

    @property
    def files(self) -> dict[str, str | bytes]:
        """The pictures that stand beside the page, by their paths."""
        return {
            f"{self.picture}.svg": self.seen.thumbnail(),
            f"{self.picture}-start.svg": self.seen.thumbnail(begun=True),
            f"{self.picture}.png": self.seen.preview(),
        }


def study(lesson: Lesson) -> Studied:
    """Run a lesson and its variants. Raises LossError."""
    seen = see(lesson.link)
    others = [see(link) for link in list(lesson.variants.values())[1:]]
    shown = [told(one) for one in (seen, *others)]
    veil = veiled(seen)
    veil["figure"] = without_known(veil["figure"], shown[0]["figure"])
    data = {"shown": shown, "veiled": veil, "right": lesson.right}
    return Studied(lesson, seen, stage(data, stood_in_for(f"{picture(lesson)}-start.svg")))


def picture(lesson: Lesson) -> str:
    """Return the path of a lesson's pictures, without their endings."""
    return f"pictures/lessons/{lesson.key}"


def without_known(figure: str, known: str) -> str:
    """Return a figure without the arrays of landscapes that another one has: see js/question.js."""
    stamps = {trace["meta"].get("stamp") for trace in json.loads(known)["data"]} - {None}
    whole: dict[str, Any] = json.loads(figure)
    for trace in whole["data"]:
        if trace["meta"].get("stamp") in stamps:
            for name in ("x", "y", "z"):
                trace.pop(name, None)
    return json.dumps(whole, separators=(",", ":"))


def page(one: Studied, before: Studied | None, after: Studied | None) -> Page:
    """Return the page, with the ways to its neighbours where it has any."""
    lesson, here = one.lesson, place(one.lesson)
    count = f"{here.chapter.title}, {here.number} of {len(here.chapter.lessons)}"
    body = _BODY.format(
        chapter=escape(count),
        title=escape(lesson.title),
        text=escape(lesson.text),
        variants=_variants(lesson),
        question=escape(lesson.question),
        choices="\n".join(
            f'<button type="button" aria-pressed="false">{escape(choice)}</button>'
            for choice in lesson.choices
        ),
        answer=escape(lesson.answer),
        ways="\n".join(
            [
                *(_way("Back", before, "prev") if before else []),
                *(_way("Next", after, "next") if after else []),
                f'<a href="../index.html#{here.chapter.key}">All lessons</a>',
            ]
        ),
        stage=one.stage,
        caption=escape(one.seen.caption),
        link=escape(lesson.query()),
    )
    return Page(
        path=one.path,
        title=lesson.title,
        description=f"{lesson.question} {lesson.text}",
        body=body,
        picture=f"{one.picture}.png",
        link=lesson.query(),
        framed=True,
        plays=True,
    )


def _way(label: str, to: Studied, relation: str) -> list[str]:
    title = escape(to.lesson.title)
    return [f'<a rel="{relation}" title="{title}" href="{to.lesson.key}.html">{label}</a>']


def _variants(lesson: Lesson) -> str:
    if not lesson.variants:
        return ""
    first, *others = map(escape, lesson.variants)
    buttons = f'<button type="button" aria-pressed="true">{first}</button>'
    for label in others:
        buttons += f'<button type="button" aria-pressed="false">{label}</button>'
    return f'<div class="variants" role="group" aria-label="Compare with" hidden>{buttons}</div>'


_BODY = """<header class="study">
<div>
<p class="chapter">{chapter}</p>
<h1>{title}</h1>
<p>{text}</p>
{variants}</div>
<div class="question">
<p class="asked">{question}</p>
<div class="choices" role="group" aria-label="Your answer">
{choices}
</div>
<button type="button" class="reveal">Show the paths and the answer</button>
<div role="status">
<div class="told" hidden><p class="guess" hidden></p><p class="answer">{answer}</p></div>
</div>
<p class="on">{ways}
<button type="button" class="ask" hidden>Hide the answer</button></p>
<noscript><style>.told[hidden] {{ display: block; }} .reveal {{ display: none; }}</style>
<p>The picture needs JavaScript.</p></noscript>
</div>
</header>
{stage}<footer><p>{caption}</p><p><code>{link}</code></p></footer>"""
