"""What leaves the page: code that reproduces a path, tables, file names, words, frames."""

from experiment.export.in_words import iframe, in_words
from experiment.export.libraries import LIBRARIES, Library
from experiment.export.notebook import notebook
from experiment.export.script import code
from experiment.export.snippets import snippets
from experiment.export.tables import code_file_name, file_name, to_csv, to_json

__all__ = [
    "LIBRARIES",
    "Library",
    "code",
    "code_file_name",
    "file_name",
    "iframe",
    "in_words",
    "notebook",
    "snippets",
    "to_csv",
    "to_json",
]
