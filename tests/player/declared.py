"""Declarations of Python and of TypeScript, compared."""

import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints

import numpy as np

ARRAYS = {"uint16": "Uint16", "uint8": "Uint8"}  # others only begin with a capital letter
WORDS = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def hints(table: Any) -> dict[str, Any]:
    return get_type_hints(table, include_extras=True)


def in_typescript(hint: Any) -> str:
    """Return a type as TypeScript writes it."""
    if get_origin(hint) is Literal:
        return " | ".join(f'"{word}"' for word in get_args(hint))
    if get_origin(hint) is UnionType:
        return " | ".join(map(in_typescript, get_args(hint)))
    if get_origin(hint) is np.ndarray:
        kind = get_args(get_args(hint)[1])[0].__name__
        return f"{ARRAYS.get(kind, kind.capitalize())}Array"
    if get_origin(hint) is list or get_args(hint)[1:] == (...,):
        item = in_typescript(get_args(hint)[0])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if get_origin(hint) is dict:
        return f"Record<{', '.join(map(in_typescript, get_args(hint)))}>"
    if get_origin(hint) is tuple:
        return f"[{', '.join(map(in_typescript, get_args(hint)))}]"
    return WORDS.get(hint) or hint.__name__


def in_python(table: type) -> dict[str, str]:
    """Return the fields of a class as TypeScript declares them."""
    optional = {name for name, hint in hints(table).items() if get_origin(hint) is NotRequired}
    return {
        name + "?" * (name in optional): in_typescript(
            get_args(hint)[0] if name in optional else hint
        )
        for name, hint in hints(table).items()
    }


def in_javascript(path: Path) -> dict[str, dict[str, str]]:
    """Return the interfaces that a file declares, with their fields."""
    text = re.sub(r"//.*", "", path.read_text("utf-8"))
    for name, means in re.findall(r"^type (\w+) = (.*);$", text, re.M):
        text = re.sub(rf"\b{name}\b", means, text)
    found = re.findall(r"^interface (\w+) \{(.*?)\}$", text, re.M | re.S)
    return {
        name: dict(field.split(": ", 1) for field in " ".join(body.split()).strip(";").split("; "))
        for name, body in found
    }
