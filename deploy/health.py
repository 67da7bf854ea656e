"""Whether the server of this container answers: exit status 0 or 1."""

import sys
import urllib.request

ADDRESS = "http://127.0.0.1:8501/_stcore/health"


def healthy(address: str = ADDRESS) -> bool:
    """Return whether the server at an address answers that it is well."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not healthy())
