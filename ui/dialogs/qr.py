"""A link as a QR code, for a projector."""

import segno

# Up to 57 modules a side there is room for a higher level of error correction; beyond, larger
# modules help more.
ROOMY = 10  # version of 57 modules
LEVELS = ("m", "l")


def qr_svg(link: str) -> str | None:
    """Return an SVG that scales with its box; None for a link longer than any code (2,953 bytes).

    Dark on light whatever the theme, with the quiet zone of four modules: scanners ask for both.
    """
    for level in LEVELS:
        try:
            code = segno.make_qr(link, error=level)
        except segno.DataOverflowError:
            continue
        if level == LEVELS[-1] or int(code.version) <= ROOMY:
            return _drawn(code)
    return None


def _drawn(code: segno.QRCode) -> str:
    # No width and height: the box decides. One picture, one name for those who cannot see it.
    return str(
        code.svg_inline(
            border=4, dark="#000", light="#fff", omitsize=True, title="QR code of this link"
        )
    )
