"""What a server is installed from: exactly the pinned packages, each file known by its hash."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = re.compile(r"^([\w.-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def pinned(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


def test_the_lock_has_what_the_project_pins_and_a_hash_for_every_package() -> None:
    text = (ROOT / "deploy" / "requirements.lock").read_text("utf-8")
    locked = {name: version for name, version, _ in PACKAGE.findall(text)}
    assert pinned("requirements.txt").items() <= locked.items()
    assert len(locked) == len(re.findall(r"^[\w.-]+==", text, re.M))
    assert "file:" not in text
    assert "--find-links" not in text
