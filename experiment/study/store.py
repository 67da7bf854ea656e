"""The folder of a study: one file for each task that is done, so that a kill costs little.

study.json   whose rows they are
parts/       the rows of each task, by its number; a file is there whole or not at all
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from experiment.study.fields import StudyError
from experiment.study.plan import Study
from experiment.study.tasks import Rows, Task, fields
from language.wording import shown

STUDY, PARTS = "study.json", "parts"
LEFT = ".half"  # ending of a file that is not finished
_OTHER = "it holds another study; name another directory, or remove this one."


class Store:
    """The folder that keeps a study's rows. Raises StudyError where it is another's.

    folder   made where it is not there; what is in it and not ours is left alone
    """

    def __init__(self, folder: Path, study: Study) -> None:
        self.folder, self.parts, self.study = folder, folder / PARTS, study
        told = {"fingerprint": study.fingerprint, "title": study.title}
        try:
            self.parts.mkdir(parents=True, exist_ok=True)
            if not (folder / STUDY).exists():
                if any(self.parts.iterdir()):
                    raise StudyError(f"`--out` is {shown(folder.name)}: {_OTHER}")
                write_text(folder / STUDY, json.dumps(told, indent=2) + "\n")
            found = json.loads((folder / STUDY).read_bytes())
            for left in (*folder.glob(f".*{LEFT}"), *self.parts.glob(f".*{LEFT}")):
                left.unlink(missing_ok=True)  # by one that was killed while it wrote
        except OSError as error:
            raise StudyError(
                f"`--out` is {shown(folder.name)}: it cannot be written ({error.strerror})."
            ) from None
        except ValueError:
            found = None
        if not isinstance(found, dict) or found.get("fingerprint") != study.fingerprint:
            raise StudyError(f"`--out` is {shown(folder.name)}: {_OTHER}")

    def path(self, task: Task) -> Path:
        """Return where the rows of a task are kept."""
        return self.parts / f"{task.number:06}.npy"

    def has(self, task: Task) -> bool:
        """Say whether the rows of a task are there, all of them."""
        try:
            rows = np.load(self.path(task), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError):  # none, or cut short by a full disk
            return False
        return bool(rows.shape == (task.rows,) and rows.dtype == fields(len(self.study.budgets)))

    def keep(self, task: Task, rows: Rows) -> None:
        """Keep the rows of a task."""
        with written(self.path(task)) as temporary, temporary.open("wb") as file:
            np.save(file, rows, allow_pickle=False)

    def rows(self, tasks: Iterator[Task]) -> Iterator[Rows]:
        """Yield the rows of tasks, in order, one task at a time."""
        for task in tasks:
            yield np.load(self.path(task), allow_pickle=False)


def write_text(path: Path, text: str) -> Path:
    """Write a file, which is there whole or not at all; return its path."""
    with written(path) as temporary:
        temporary.write_text(text, "utf-8")
    return path


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the place of `path` once all is written."""
    temporary = path.with_name(f".{path.name}{LEFT}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
