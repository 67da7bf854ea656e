"""Where a site will stand, and the running Switchback that its pages lead to."""

import re
from dataclasses import dataclass

from language.wording import shown

LONGEST = 300  # characters of an address
# A scheme, a host that may name a port, a path: nothing that an attribute could misread.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[\w.~%!$()*+,;=:@-]*)*", re.ASCII)


class WhereError(ValueError):
    """An address that cannot be one; the text says why."""


@dataclass(frozen=True)
class Where:
    """Both addresses end in a slash; "" where one is not known."""

    address: str = ""
    server: str = ""

    def absolute(self, path: str) -> str:
        """Return the whole address of a file of the site, "" where it is not known."""
        return self.address and f"{self.address}{path}"

    def served(self, link: str) -> str:
        """Return the address of a query string on the server, "" where there is none."""
        return self.server and f"{self.server}?{link}"


def read_address(text: str, name: str) -> str:
    """Return an address with a slash at its end. Raises WhereError.

    name   of the option that it was given to
    """
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        raise WhereError(
            f"{name}: {shown(text)} is not an address; one begins with https:// or http://, names "
            f"a host, has no ? and no #, and has at most {LONGEST} characters."
        )
    return text if text.endswith("/") else f"{text}/"
