"""How the flow programs see the engine: one function, which says what the engine's graphs reach."""

from pathlib import Path


def reached_calls(path: Path) -> dict[int, bool]:
    """Whether control can arrive at each call of `live` or `dead` in the program at `path`, by the 1-based
    line of the call's name. The language is that of the path's ending.

    Each function has a graph of its own, with an entry that is always reached, and so has the code outside
    of any function. A call is reached when some path from the entry of its graph arrives at it, along edges
    of any kind: normal, branch or raise."""
    raise NotImplementedError(f"no graph is built for {path.name} yet; lower its functions here")
