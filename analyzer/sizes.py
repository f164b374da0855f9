"""Sizes of files, read and written as people do: `2 MB`, in steps of a thousand."""

UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def parse_size(text: str) -> int:
    """The bytes that `2MB`, `500 kB` or `4096` mean, one at least. Raises ValueError for anything else."""
    number = text.strip().lower().removesuffix("b").rstrip()
    unit = number[-1:] if number[-1:] in UNITS else ""
    size = int(float(number.removesuffix(unit)) * UNITS[unit])
    if size < 1:
        raise ValueError(f"not a size: {text}")
    return size


def format_size(size: int) -> str:
    """`size` bytes in the largest unit that leaves a number of at least one, with at most one decimal."""
    name, unit = next(
        ((n, u) for n, u in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)) if size >= u), ("bytes", 1)
    )
    return f"{round(size / unit, 1):g} {name}"
