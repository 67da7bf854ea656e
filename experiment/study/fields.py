"""The fields of a TOML table, taken one by one; what does not fit is refused by its key."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from experiment.limits import Limit
from language.errors import Refusal
from language.wording import counted, did_you_mean, exact, listed, shown

T = TypeVar("T")


class StudyError(Refusal):
    """A study that cannot be; `str(error)` is one sentence that names the key."""


def found(value: object) -> str:
    """Return in words what a TOML value is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else "a number of too many digits"
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, str):
        return shown(value) if value else "empty"
    if isinstance(value, list):
        return f"a list of {counted(len(value), 'value')}"
    return "a table" if isinstance(value, dict) else "a date or a time"


def refuse(place: str, value: object, allowed: str) -> NoReturn:
    """Raise StudyError for a value that is not allowed at a place such as `rules[2].dials`."""
    raise StudyError(f"`{place}` is {found(value)}, but it must be {allowed}.")


def complain(place: str, error: Exception | str) -> NoReturn:
    """Raise StudyError with another's sentence about what stands at a place."""
    raise StudyError(f"`{place}`: {str(error).strip()}")


class Section:
    """A table of a study; its place is where it stands in the file, empty for the whole of it.

    Raises StudyError for a key that is none.
    """

    def __init__(self, values: Mapping[str, Any], keys: Iterable[str], place: str = "") -> None:
        keys = tuple(keys)
        for key in values:
            if key not in keys:
                where = f"`{place}` has no key" if place else "A study has no key"
                raise StudyError(
                    f"{where} {shown(key)}{did_you_mean(key, keys)}; "
                    f"there are {listed(keys, 'and')}."
                )
        self.values, self.place = values, place

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def at(self, key: str) -> str:
        """Return the place of a key in the file."""
        return f"{self.place}.{key}" if self.place else key

    def take(self, key: str, read: Callable[[Any], T | None], allowed: str) -> T:
        """Return what is read of a key's value. Raises StudyError where nothing is."""
        value = self.values[key]
        if (result := read(value)) is None:
            refuse(self.at(key), value, allowed)
        return result

    def number(self, key: str, limit: Limit, default: float) -> float:
        """Return a number within its limit."""
        return self.take(key, within(limit), amount(limit)) if key in self else default

    def text(self, key: str, most: int, default: str = "") -> str:
        """Return a text of at most so many characters."""
        allowed = f"a text of 1 to {most:,} characters"
        return self.take(key, lambda value: text(value, most), allowed) if key in self else default


def text(value: Any, most: int) -> str | None:
    """Return a text that is neither empty nor too long, else None."""
    return value.strip() if isinstance(value, str) and 0 < len(value.strip()) <= most else None


def within(limit: Limit) -> Callable[[Any], float | None]:
    """Return a reader of numbers within a limit."""

    def read(value: Any) -> float | None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not limit.holds(value):
            return None
        return int(value) if limit.whole else float(value)

    return read


def amount(limit: Limit) -> str:
    """Return in words what a limit allows."""
    kind = "a whole" if limit.whole else "0 or a" if limit.or_zero else "a"
    return f"{kind} number {limit.span(',' if limit.whole else '')}"


def numbers(limit: Limit, most: int) -> Callable[[Any], tuple[float, ...] | None]:
    """Return a reader of a list of 1 to so many different numbers within a limit."""
    read = within(limit)

    def read_all(value: Any) -> tuple[float, ...] | None:
        if not isinstance(value, list) or not 0 < len(value) <= most:
            return None
        kept = [number for item in value if (number := read(item)) is not None]
        return tuple(kept) if len(kept) == len(value) == len(set(kept)) else None

    return read_all


def several(limit: Limit, most: int) -> str:
    """Return in words what `numbers` reads."""
    kind = "different whole numbers" if limit.whole else "different numbers"
    return f"a list of 1 to {most:,} {kind} {limit.span(',' if limit.whole else '')}"
