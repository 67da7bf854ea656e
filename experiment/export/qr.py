"""An address as a QR code: an SVG for the screen, and one in the size that paper needs."""

import segno

# Up to 57 modules a side there is room for a higher level of error correction; beyond, larger
# modules help more.
ROOMY_VERSION = 10  # has 57 modules
LEVELS = ("m", "l")
BORDER = 4  # modules: the quiet zone that scanners ask for
MODULE, SMALLEST = 0.42, 18.0  # millimetres: a module of a code on paper, and a whole code


def qr_svg(address: str, title: str = "QR code of this link") -> str | None:
    """Return an SVG that scales with its box; None for a link longer than any code (2,953 bytes).

    Dark on light whatever the theme. One picture has one name for who cannot see it.
    """
    code = _code(address)
    return None if code is None else _drawn(code, title)


def printed_qr(address: str, title: str) -> str:
    """Return an SVG in millimetres: the longer the address, the larger; "" where it is too long."""
    code = _code(address)
    if code is None:
        return ""
    side = max(SMALLEST, MODULE * (len(code.matrix) + 2 * BORDER))
    size = f'width="{side:.1f}mm" height="{side:.1f}mm"'
    return _drawn(code, title).replace("<svg ", f"<svg {size} ", 1)


def _drawn(code: segno.QRCode, title: str) -> str:
    look = {"border": BORDER, "dark": "#000", "light": "#fff", "omitsize": True}
    return str(code.svg_inline(title=title, **look))


def _code(address: str) -> segno.QRCode | None:
    for level in LEVELS:
        try:
            code = segno.make_qr(address, error=level)
        except segno.DataOverflowError:
            continue
        if level == LEVELS[-1] or int(code.version) <= ROOMY_VERSION:
            return code
    return None
