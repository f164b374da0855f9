"""Text as a terminal shows it: in cells of a known width, with nothing in it that the terminal would obey."""

TAB = 4


def visible(text: str) -> str:
    """`text` with every character that would not show, or would move or recolour what shows, made visible."""
    return text if text.isascii() and text.isprintable() else "".join(shown(character) for character in text)


def cells(text: str) -> list[tuple[str, int]]:
    """What is shown for each character of `text`, and how many columns that takes; tabs become spaces."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    found: list[tuple[str, int]] = []
    column = 0
    for character in text:
        piece = " " * (TAB - column % TAB) if character == "\t" else shown(character)
        width = sum(map(columns, piece))
        found.append((piece, width))
        column += width
    return found


def shown(character: str) -> str:
    """`character`, or else what stands for it: the picture of a control character, or a number."""
    if character.isprintable():
        return character
    import unicodedata

    if unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:
        # This is how a byte of a file's name comes to us that is not UTF-8.
        return f"<{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"


def columns(character: str) -> int:
    """How many columns of a terminal a visible character takes: 0, 1 or 2."""
    if character.isascii():
        return 1
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
