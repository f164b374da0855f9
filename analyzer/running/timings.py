"""`--timings`: what a run spends its time on, and which files cost the most.

The analysis knows nothing of it: only where it is asked for, the functions that make up the stages are
replaced by ones that look at the clock, before any process is forked. A stage is given the time that passes
in it, less that of the stages inside of it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps
from heapq import nlargest
from importlib import import_module

from ..annotations import TYPE_CHECKING, Any
from ..findings import FileReport
from ..records import NamedTuple
from ..reporters.cells import visible
from .discovery import Target
from .looks import Look, SettingsOf
from .runner import Check

if TYPE_CHECKING:
    from .cache import Cache

ENGINE = __package__.rpartition(".")[0]
FIND = "find the files"
STAGES = (
    ("read", "running.looks", "first_look"),
    ("look for start words", "running.looks", "starts_spans"),
    ("ask the cache", "running.cache", "Cache.about"),
    ("ask the cache", "running.cache", "Cache.report"),
    ("note for the cache", "running.cache", "Cache.entry"),
    ("follow imports", "files.neighbours", "Neighbours.may_hold"),
    ("ask other files", "starts.contracts", "names_a_start"),
    ("parse", "grammars.parsing", "parse"),
    ("lower", "flow.lowering", "lower"),
    ("search", "search.lifetime", "Search.run"),
    ("the rest of the analysis", "check", "check_source"),
)
SLOWEST = 10


class Spent(NamedTuple):
    """The seconds that went to one file, in all and by stage."""

    seconds: float
    stages: dict[str, float]


class Clock:
    """The time of a run by stage and by file, on this process's clock and on those of its workers."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._stages: dict[str, float] = {}
        self._files: list[tuple[float, str]] = []
        self._inside: list[str] = []
        self._since = 0.0
        for stage, module, name in STAGES:
            replace(stage, module, name, self._timed)

    def found(self, targets: Iterable[Target]) -> Iterator[Target]:
        """The targets; what it takes to find them is a stage."""
        following = self._timed(iter(targets).__next__, FIND)
        while True:
            try:
                yield following()
            except StopIteration:
                return

    def of_file(self, work: Callable[[], Any]) -> tuple[Any, Spent]:
        """What `work` returns, and what it took."""
        before, begun = dict(self._stages), time.perf_counter()
        done = work()
        stages = {name: seconds - before.get(name, 0.0) for name, seconds in self._stages.items()}
        return done, Spent(time.perf_counter() - begun, stages)

    def take(self, path: str, spent: Spent, elsewhere: bool) -> None:
        """Counts what a file took; what it took in another process is not known here yet."""
        self._files.append((spent.seconds, path))
        for stage, seconds in spent.stages.items() if elsewhere else ():
            self._stages[stage] = self._stages.get(stage, 0.0) + seconds

    def report(self) -> str:
        """The measures, for people."""
        whole = time.perf_counter() - self._begun
        lines = [f"{whole:.2f} s until all was checked; in all processes together:"]
        shown = sorted(self._stages.items(), key=lambda item: -item[1])
        lines += [f"  {seconds:7.2f} s  {stage}" for stage, seconds in shown]
        lines.append("the slowest files:")
        lines += [f"  {seconds:7.3f} s  {visible(path)}" for seconds, path in nlargest(SLOWEST, self._files)]
        return "\n".join(lines)

    def _timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(work)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._count()
            self._inside.append(stage)
            try:
                return work(*arguments, **named)
            finally:
                self._count()
                self._inside.pop()

        return timed

    def _count(self) -> None:
        now = time.perf_counter()
        if self._inside:
            stage = self._inside[-1]
            self._stages[stage] = self._stages.get(stage, 0.0) + now - self._since
        self._since = now


class Timed(Check):
    """A check that tells a clock what each file took."""

    def __init__(self, clock: Clock, settings: SettingsOf, cache: "Cache | None") -> None:
        super().__init__(settings, cache)
        self._clock = clock

    def __call__(self, item: Target | Look) -> Any:
        done, spent = self._clock.of_file(partial(super().__call__, item))
        return done, spent, os.getpid()

    def taken_in(self, item: Target | Look, checked: Any) -> FileReport:
        done, spent, process = checked
        self._clock.take(item.path, spent, elsewhere=process != os.getpid())
        return super().taken_in(item, done)


def replace(stage: str, module: str, name: str, timed: Callable[[Callable[..., Any], str], Any]) -> None:
    """Puts a timed function where the one with that name stands, and wherever it is imported."""
    holder: Any = import_module(f".{module}", ENGINE)
    *owner, last = name.split(".")
    if owner:
        places = [vars(holder)[owner[0]]]
    else:
        ours = [each for full, each in sys.modules.items() if full.startswith(f"{ENGINE}.")]
        places = [each for each in ours if vars(each).get(last) is vars(holder)[last]]
    measured = timed(vars(places[0])[last], stage)
    for place in places:
        setattr(place, last, measured)
