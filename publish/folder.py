"""The folder that a site is written to: a new one, an empty one, or one that holds a site."""

from pathlib import Path

MARK = ".switchback-site"  # the file by which a folder of ours is known
SAID = "Written by `python -m experiment site`, which may write here again.\n"


class FolderError(ValueError):
    """A folder that must not be written to; the text says why."""


def claim(name: str) -> Path:
    """Return the folder, made and marked as ours. Raises FolderError and OSError."""
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"“{name}” is a file; a site needs a folder.")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise FolderError(
            f"The folder “{name}” is not empty and holds no site of Switchback; name a new or an "
            "empty one."
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(SAID, "utf-8")
    return folder


def write(folder: Path, path: str, content: str | bytes) -> None:
    """Write a file of the site, with the folders above it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
