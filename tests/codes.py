"""QR codes read off their pictures."""

import re
import xml.etree.ElementTree as ET


def modules(svg: str) -> set[tuple[int, int]]:
    """Dark modules of a drawn code, as (row, column), without the quiet zone."""
    path = ET.fromstring(svg).findall("path")[1].get("d")
    dark, x, y = set(), 0, -0.5
    for move, numbers in re.findall(r"([Mmh])([-.\d ]+)", path or ""):
        if move == "h":
            dark |= {(int(y - 4), x - 4 + k) for k in range(int(numbers))}
            x += int(numbers)
            continue
        right, down = map(float, re.findall(r"-?[.\d]+", numbers))
        x, y = (int(right), down) if move == "M" else (x + int(right), y + down)
    return dark
