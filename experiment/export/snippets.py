"""A link as it is pasted elsewhere: in a page, in Markdown, in the editor of a course."""

import re
from collections.abc import Mapping
from html import escape

from experiment.export.in_words import iframe
from experiment.model import Experiment
from landscape import entry
from language.wording import listed

MAX_RULES = 4  # that a title spells out
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&])")


def title(e: Experiment) -> str:
    """Return what a comparison is called: "Gradient descent and Adam on Rosenbrock"."""
    rules = list(dict.fromkeys(run.update.title for run in e.runs))
    more = [f"{len(rules) - MAX_RULES} more"] if len(rules) > MAX_RULES else []
    known = entry(e)
    loss = known.title if known else "a loss over data" if e.data else "a loss of its own"
    return f"{listed([*rules[:MAX_RULES], *more], 'and') or 'Optimizers'} on {loss}"


def snippets(e: Experiment, address: str) -> Mapping[str, str]:
    """Return texts that show or name the whole address elsewhere, by what they are for.

    Nothing in the address or in a name can end an attribute or begin a mark of Markdown.
    """
    named, to = escape(title(e)), escape(address)
    anchor = f'<a href="{to}">{named}</a>'
    # An editor that takes the frame away, as many do, keeps the link.
    course = f'<p>{iframe(address)}</p>\n<p><a href="{to}" target="_blank">{named}</a></p>'
    return {
        "HTML frame": iframe(address),
        "Markdown": markdown(title(e), address),
        "HTML link": anchor,
        "Course (LMS)": course,
    }


def markdown(name: str, address: str) -> str:
    """Return a link in Markdown (CommonMark 6.3), its address between pointed brackets."""
    plain = _SPECIAL.sub(lambda found: f"\\{found[1]}", name)
    inside = address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"[{plain}](<{inside}>)"
