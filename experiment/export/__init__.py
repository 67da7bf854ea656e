"""What leaves the page: code that reproduces a path, tables, file names, words, frames."""

from experiment.export.libraries import LIBRARIES, Library
from experiment.export.script import code

__all__ = ["LIBRARIES", "Library", "code"]
