"""Where is written: to a new place, or over what was written before, never over anything else."""

from pathlib import Path

MARK = ".switchback-site"  # the file by which a folder of ours is known
SAID = "Written by `python -m experiment site`, which may write here again.\n"
SHEET = "<!-- Written by `python -m experiment sheet`, which may write here again. -->\n"  # the end


class FolderError(ValueError):
    """A folder or a file that must not be written to; the text says why."""


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


def claim_file(name: str) -> Path:
    """Return the file of a sheet, which is new or holds one. Raises FolderError and OSError."""
    file = Path(name)
    if file.is_dir():
        raise FolderError(f"“{name}” is a folder; a sheet needs a file.")
    if file.exists() and not _holds_sheet(file):
        raise FolderError(
            f"The file “{name}” exists already and holds no sheet of Switchback; name a new one."
        )
    return file


def write_sheet(file: Path, page: str) -> None:
    """Write a sheet so that it is known as one of ours. Raises OSError."""
    file.write_text(page + SHEET, "utf-8")


def _holds_sheet(file: Path) -> bool:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - len(SHEET.encode())))
        return opened.read() == SHEET.encode()


def write(folder: Path, path: str, content: str | bytes) -> None:
    """Write a file of the site, with the folders above it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
