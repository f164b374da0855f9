"""The words that annotations are written with, without `typing`, whose import costs a hook as much as the
analysis of two files.

Type checkers see the real ones. When the program runs, each is a class that stands for all of them: it can be
subscripted, joined with `|` and derived from, as annotations and protocols are, and means nothing.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import IO, Any, ClassVar, NoReturn, Protocol, TextIO, TypeVar
else:

    class Any:
        def __class_getitem__(cls, _words):
            return cls

    IO = ClassVar = NoReturn = Protocol = TextIO = Any

    def TypeVar(_name, **_bounds):  # noqa: N802 - called as the real one is
        return Any


__all__ = ["IO", "TYPE_CHECKING", "Any", "ClassVar", "NoReturn", "Protocol", "TextIO", "TypeVar"]
