"""Runs the functions of a Python flow program for real, with chance in place of every input.

A function gets its arguments by their names (see `World.supply`). Calls of foreign things raise now and then,
awaits are cancelled, generators are thrown into, closed or drained. What comes out is the lines that called
`live()` or `dead()`; enough tries show every line that can.
"""

import asyncio
import inspect
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterator
from random import Random
from types import GeneratorType
from typing import Any, NoReturn

ERRORS = (ValueError, KeyError, OSError, AssertionError, RuntimeError)
SIMPLE = (0, 1, 2, 3, 4.5, None, True, "two", "a", "other")
VALUES: tuple[Any, ...] = (*SIMPLE, [], [1], (1, 2), {"kind": "one"}, ((1, (2, 3)),))


class Gone(BaseException):
    """The process has ended: from here on nothing runs, so nothing is noted."""


class World:
    """One run of one function: what chance decides, and the lines it came by."""

    def __init__(self, random: Random, lines: set[int]) -> None:
        self.random = random
        self.lines = lines
        self.gone = False

    def call(self) -> bool:
        """What `live()` and `dead()` do: note the line, then return or raise."""
        if not self.gone:
            self.lines.add(sys._getframe(1).f_lineno)
        return bool(self.risk())

    def end(self, *_code: object) -> NoReturn:
        """What `os._exit` does, as far as the functions can tell."""
        self.gone = True
        raise Gone

    def fork(self) -> int:
        """What `os.fork` does, in the parent or in the child."""
        return self.random.choice((0, 1234))

    def risk(self) -> int:
        """Zero or one; now and then an error."""
        if self.gone:
            raise Gone
        if self.random.random() < 0.15:
            raise self.error()
        return self.random.randrange(2)

    def error(self) -> BaseException:
        """An error that foreign code may raise, of one of the three kinds that handlers tell apart."""
        kind = self.random.random()
        if kind < 0.1:
            return asyncio.CancelledError()
        if kind < 0.3:
            return ExceptionGroup("several", [ValueError(), KeyError()])
        return self.random.choice(ERRORS)("by chance")

    def supply(self, name: str) -> Any:
        """An argument for the parameter of this name; most names get a thing that allows everything."""
        match name:
            case "flag" | "other":
                return bool(self.random.randrange(2))
            case "value":
                return self.random.choice(VALUES)
            case "items":
                return self.elements()
            case "error":
                return self.error()
            case _:
                return Thing(self)

    def elements(self) -> Any:
        """Something to iterate: a list, or an iterator that may fail on its way."""
        length = self.random.randrange(4)
        return self.random.choice((self._steps(length), self.random.choices(VALUES, k=length)))

    def _steps(self, length: int) -> Generator[int, None, int]:
        for _ in range(length):
            yield self.risk()
        return self.risk()

    def run(self, function: Callable[..., Any]) -> None:
        """Calls `function`, and sees what it returned through to its end."""
        parameters = inspect.signature(function).parameters.values()
        given = [each for each in parameters if each.default is each.empty or self.random.randrange(2)]
        self.settle(function(**{each.name: self.supply(each.name) for each in given}))

    def settle(self, result: Any) -> None:
        """Awaits, iterates or calls a result, whichever it allows."""
        if inspect.iscoroutine(result):
            self.drive(result)
        elif isinstance(result, GeneratorType):
            self.drain(result)
        elif inspect.isasyncgen(result):
            self.drain_asynchronously(result)
        elif inspect.isfunction(result) or inspect.ismethod(result):
            self.run(result)

    def drive(self, routine: Coroutine[Any, Any, Any]) -> Any:
        """The value of a coroutine; each of its waits may fail or be cancelled."""
        try:
            routine.send(None)
            while True:
                if self.random.random() < 0.2:
                    routine.throw(self.error())
                else:
                    routine.send(self.random.randrange(2))
        except StopIteration as end:
            return end.value
        finally:
            routine.close()

    def drain(self, generator: Generator[Any, Any, Any]) -> None:
        """Takes elements, now and then throws an error in, and closes the generator, often before its end."""
        try:
            next(generator)
            while self.random.random() < 0.8:
                if self.random.random() < 0.2:
                    generator.throw(self.error())
                else:
                    generator.send(self.random.choice((None, None, True)))
        except StopIteration:
            pass
        finally:
            generator.close()

    def drain_asynchronously(self, generator: AsyncGenerator[Any, Any]) -> None:
        """As `drain`, for an asynchronous generator."""
        try:
            self.drive(generator.__anext__())
            while self.random.random() < 0.8:
                throws = self.random.random() < 0.2
                step = generator.athrow(self.error()) if throws else generator.asend(self.random.randrange(2))
                self.drive(step)
        except StopAsyncIteration:
            pass
        finally:
            self.drive(generator.aclose())


class Thing:
    """Allows everything: called, entered, awaited, iterated, asked for members; and each of it may raise."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __call__(self, *args: Any, **named: Any) -> Any:
        self._world.risk()
        for each in (*args, *named.values()):
            if inspect.isfunction(each) or inspect.ismethod(each):
                self._world.run(each)
        return self._world.random.choice((self, *args, 0, 1, None))

    def __getattr__(self, name: str) -> "Thing":
        if name.startswith("__"):
            raise AttributeError(name)
        return Thing(self._world)

    def __bool__(self) -> bool:
        return bool(self._world.risk())

    def __enter__(self) -> "Thing":
        self._world.risk()
        return self

    def __exit__(self, *error: object) -> None:
        self._world.risk()

    async def __aenter__(self) -> "Thing":
        await self
        return self

    async def __aexit__(self, *error: object) -> None:
        await self

    def __await__(self) -> Generator[None, None, int]:
        yield
        return self._world.risk()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._world.random.choice(([], [1], [(1, (2, 3))])))

    def __aiter__(self) -> "Thing":
        return self

    async def __anext__(self) -> int:
        await self
        if self._world.random.random() < 0.4:
            raise StopAsyncIteration
        return self._world.risk()
