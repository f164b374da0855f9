"""Text made harmless for HTML."""

# What can be scrolled has to be reached by keyboard.
SCROLLED = 'tabindex="0" role="region"'


def text(plain: str) -> str:
    """`plain` as it stands between tags; what no encoding has, as a question mark."""
    known = plain.encode("utf-8", "replace").decode()
    return known.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(plain: str) -> str:
    """`plain` as the value of an attribute, quoted."""
    return '"' + text(plain).replace('"', "&quot;") + '"'
