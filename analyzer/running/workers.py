"""Work shared out to forked processes, with answers in the order in which they come.

Each worker is sent a batch of items, and sends back a list of answers. While they work, the items to come are
fetched, so that who finds them needs no process of its own. A worker stays among items that follow each
other, because files that stand together share much of what is found out about their project: where two
workers went through a tree side by side, each found it out, which took a seventh more. A worker that dies
takes no answer with it but that of the item it died of: its batch is handed out again, item by item.
"""

import os
import pickle
import select
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from ..annotations import IO, Any, NoReturn, TypeVar
from ..records import NamedTuple

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# The engine has a deadline of its own; this one is for code that can't be interrupted. It counts a process's
# own time, so that what others do on the machine does not decide what is found.
SECONDS_AN_ITEM = 60


class Died(NamedTuple):
    """What comes instead of an answer where the process died of the item."""

    reason: str


class Worker(NamedTuple):
    """A process, the file it reads its batches from, and the file it writes its answers to."""

    process: int
    orders: IO[bytes]
    answers: IO[bytes]


class Batch(NamedTuple):
    """Items that follow each other; `first` is the number of the first one."""

    first: int
    items: list[Any]

    def after(self) -> int:
        """The number of the item behind them."""
        return self.first + len(self.items)


def answers(
    work: Callable[[Item], Answer], items: Iterable[Item], jobs: int, size: int
) -> Generator[tuple[Item, Answer | Died], None, None]:
    """Each of `items` with `work(item)`, as soon as it is known, done by `jobs` processes in batches of
    `size`, or by this process where the system can't fork. The workers end with the generator, however that
    ends."""
    if not hasattr(os, "fork"):
        yield from ((item, work(item)) for item in items)
        return
    crew = Crew(work, items, jobs, size)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class Crew:
    """The workers of one run, and the batches that wait or are worked on, by the number of the first item."""

    def __init__(self, work: Callable[[Any], Any], items: Iterable[Any], jobs: int, size: int) -> None:
        self._work = work
        self._items = iter(items)
        self._jobs = jobs
        self._size = size
        self._fetched = 0
        self._exhausted = False
        self._waiting: dict[int, Batch] = {}
        self._busy: dict[Worker, Batch] = {}

    def results(self) -> Iterator[tuple[Any, Any]]:
        """The items with their answers, as they come."""
        while self._busy or self._waiting or self._fetch():
            yield from self._advance()

    def _fetch(self) -> bool:
        """Lets a further batch wait; False if there are no more items."""
        items = list(islice(self._items, self._size))
        if items:
            self._waiting[self._fetched] = Batch(self._fetched, items)
            self._fetched += len(items)
        self._exhausted = not items
        return not self._exhausted

    def _advance(self) -> Iterator[tuple[Any, Any]]:
        """Keeps every worker busy, and takes in what is answered or else fetches what is next."""
        while len(self._busy) < self._jobs and (self._waiting or self._fetch()):
            self._order(self._hire(), self._fetched)
        patience = None if self._exhausted else 0
        ready, _, _ = select.select([worker.answers for worker in self._busy], [], [], patience)
        for worker in [worker for worker in self._busy if worker.answers in ready]:
            yield from self._take(worker)
        if not ready:
            self._fetch()

    def dismiss(self) -> None:
        """Ends all workers at once; what they are at is lost."""
        for worker in self._busy:
            os.kill(worker.process, signal.SIGKILL)
            end(worker)

    def _hire(self) -> Worker:
        orders_in, orders_out = os.pipe()
        answers_in, answers_out = os.pipe()
        process = os.fork()
        if process == 0:
            others = [file.fileno() for worker in self._busy for file in worker[1:]]
            serve(self._work, orders_in, answers_out, [orders_out, answers_in, *others])
        os.close(orders_in)
        os.close(answers_out)
        return Worker(process, os.fdopen(orders_out, "wb"), os.fdopen(answers_in, "rb"))

    def _order(self, worker: Worker, at: int) -> None:
        """Lets a worker go on at an item, or where else it is best."""
        batch = self._waiting.pop(at if at in self._waiting else self._best())
        self._busy[worker] = batch
        # A worker that is already dead shows by the end of its answers.
        with suppress(BrokenPipeError):
            pickle.dump(batch.items, worker.orders)
            worker.orders.flush()

    def _best(self) -> int:
        """Where to begin in the longest stretch of what waits: in its middle where another worker comes."""
        stretches = list[list[Batch]]()
        for batch in sorted(self._waiting.values()):
            if stretches and stretches[-1][-1].after() == batch.first:
                stretches[-1].append(batch)
            else:
                stretches.append([batch])
        longest = max(stretches, key=len)
        is_next = any(each.after() == longest[0].first for each in self._busy.values())
        return longest[len(longest) // 2 if is_next else 0].first

    def _take(self, worker: Worker) -> Iterator[tuple[Any, Any]]:
        batch = self._busy.pop(worker)
        try:
            found = pickle.load(worker.answers)
        except (EOFError, pickle.UnpicklingError):
            yield from self._bury(worker, batch)
            return
        if self._waiting or self._fetch():
            self._order(worker, batch.after())
        else:
            end(worker)
        yield from zip(batch.items, found, strict=True)

    def _bury(self, worker: Worker, batch: Batch) -> Iterator[tuple[Any, Any]]:
        reason = reason_of_death(end(worker))
        if len(batch.items) == 1:
            yield batch.items[0], Died(reason)
        else:
            alone = (Batch(number, [item]) for number, item in enumerate(batch.items, batch.first))
            self._waiting |= {each.first: each for each in alone}


def end(worker: Worker) -> int:
    """Lets a worker that has nothing to do end, and returns the status of the process."""
    with suppress(BrokenPipeError):
        worker.orders.close()
    _, status = os.waitpid(worker.process, 0)
    worker.answers.close()
    return os.waitstatus_to_exitcode(status)


def reason_of_death(status: int) -> str:
    """What to tell the user of an item whose process ended with `status`, below zero for a signal."""
    if status == -signal.SIGPROF:
        return f"not done after {SECONDS_AN_ITEM} seconds"
    return f"the analysis died ({signal.Signals(-status).name if status < 0 else f'exit status {status}'})"


def serve(work: Callable[[Any], Any], orders_in: int, answers_out: int, foreign: list[int]) -> NoReturn:
    """What a worker does: the batches it is sent, until they end. Never returns to who forked."""
    status = 1
    try:
        # Ctrl-C reaches the workers as well, and is to end them in silence.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # An end of a pipe that stays open here would hide from another worker that the command is gone.
        for file in foreign:
            os.close(file)
        with os.fdopen(orders_in, "rb") as orders, os.fdopen(answers_out, "wb") as answers:
            while orders.peek(1):
                pickle.dump([in_time(work, item) for item in pickle.load(orders)], answers)
                answers.flush()
        status = 0
    finally:
        os._exit(status)


def in_time(work: Callable[[Item], Answer], item: Item) -> Answer:
    """`work(item)`; a process that is at it for too long is ended by the alarm, which nothing can hold up."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS_AN_ITEM)
    answer = work(item)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return answer
