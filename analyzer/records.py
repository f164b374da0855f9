"""Named tuples that cost next to nothing to define.

`typing.NamedTuple` writes, compiles and checks code for every class, and there are so many here that a hook
would wait longer for them than for a file to be parsed. A class is written, type-checked and used as if it
were derived from the `NamedTuple` of `typing`; only its fields are looked up when one is made."""

from .annotations import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    _made = tuple.__new__

    class NamedTuple(tuple):
        __slots__ = ()

        def __init_subclass__(cls):
            cls._fields = tuple(cls.__annotations__)
            cls._defaults = {name: vars(cls)[name] for name in cls._fields if name in vars(cls)}
            cls._last = tuple(cls._defaults.values())
            for index, name in enumerate(cls._fields):
                setattr(cls, name, _tuplegetter(index, name))
            cls._count = len(cls._fields)

        def __new__(cls, *values, **named):
            if not named and len(values) == cls._count:
                return _made(cls, values)
            rest = cls._fields[len(values) :]
            if named:
                given = cls._defaults | named
                values += tuple(given[name] for name in rest if name in given)
            elif rest:
                values += cls._last[-len(rest) :]
            if len(values) != len(cls._fields) or (named and not named.keys() <= set(rest)):
                raise TypeError(f"{cls.__name__} has the fields {', '.join(cls._fields)}")
            return _made(cls, values)

        def _replace(self, **changes):
            return _made(type(self), map(changes.pop, self._fields, self))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            named = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(named)})"
