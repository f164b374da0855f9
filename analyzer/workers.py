"""Work shared out to forked processes, with answers in the order of the work.

Each worker is told the bounds of a batch, and answers with a list; the items themselves it has from the fork.
A worker that dies takes no answer with it but that of the item it died of: its batch is handed out again,
item by item."""

import os
import pickle
import select
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, NamedTuple, NoReturn, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

BATCH = 64
BATCHES_A_WORKER = 8

# The engine has a deadline of its own; this one is for code that can't be interrupted, as a parser that
# hangs.
SECONDS_AN_ITEM = 60


class Died(NamedTuple):
    """What comes instead of an answer where the process died of the item."""

    reason: str


class Worker(NamedTuple):
    """A process, the file it reads the bounds of its batches from, and the file it writes its answers to."""

    process: int
    orders: IO[bytes]
    answers: IO[bytes]


def answers(work: Callable[[Item], Answer], items: Sequence[Item], jobs: int) -> Iterator[Answer | Died]:
    """`work(item)` for each of `items`, in their order, done by `jobs` processes, or by this one where the
    system can't fork. The workers end with the iterator, whether it is exhausted, closed or left by an
    exception."""
    if not hasattr(os, "fork"):
        yield from map(work, items)
        return
    crew = Crew(work, items, jobs)
    try:
        for index in range(len(items)):
            while index not in crew.done:
                crew.advance()
            yield crew.done.pop(index)
    finally:
        crew.dismiss()


class Crew:
    """The workers of one run; `done` holds the answers that have come in, by the index of their item."""

    def __init__(self, work: Callable[[Any], Any], items: Sequence[Any], jobs: int) -> None:
        self.done: dict[int, Any] = {}
        self._work = work
        self._items = items
        size = max(1, min(BATCH, len(items) // (jobs * BATCHES_A_WORKER)))
        starts = range(0, len(items), size)
        self._waiting = deque(range(start, min(start + size, len(items))) for start in starts)
        self._busy: dict[Worker, range] = {}
        self._size = min(jobs, len(self._waiting))

    def advance(self) -> None:
        """Keeps every worker busy and takes in at least one batch of answers."""
        while self._waiting and len(self._busy) < self._size:
            self._order(self._hire())
        ready, _, _ = select.select([worker.answers for worker in self._busy], [], [])
        for worker in [worker for worker in self._busy if worker.answers in ready]:
            self._take(worker)

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
            serve(self._work, self._items, orders_in, answers_out, [orders_out, answers_in, *others])
        os.close(orders_in)
        os.close(answers_out)
        return Worker(process, os.fdopen(orders_out, "wb", buffering=0), os.fdopen(answers_in, "rb"))

    def _order(self, worker: Worker) -> None:
        batch = self._waiting.popleft()
        self._busy[worker] = batch
        # A worker that is already dead shows by the end of its answers.
        with suppress(BrokenPipeError):
            worker.orders.write(b"%d %d\n" % (batch.start, batch.stop))

    def _take(self, worker: Worker) -> None:
        batch = self._busy.pop(worker)
        try:
            found = pickle.load(worker.answers)
        except (EOFError, pickle.UnpicklingError):
            self._bury(worker, batch)
            return
        self.done.update(zip(batch, found, strict=True))
        if self._waiting:
            self._order(worker)
        else:
            end(worker)

    def _bury(self, worker: Worker, batch: range) -> None:
        reason = reason_of_death(end(worker))
        if len(batch) == 1:
            self.done[batch.start] = Died(reason)
        else:
            self._waiting.extendleft(range(index, index + 1) for index in reversed(batch))


def end(worker: Worker) -> int:
    """Lets a worker that has nothing to do end, and returns the status of the process."""
    worker.orders.close()
    _, status = os.waitpid(worker.process, 0)
    worker.answers.close()
    return os.waitstatus_to_exitcode(status)


def reason_of_death(status: int) -> str:
    """What to tell the user of an item whose process ended with `status`, below zero for a signal."""
    if status == -signal.SIGALRM:
        return f"not done after {SECONDS_AN_ITEM} seconds"
    return f"the analysis died ({signal.Signals(-status).name if status < 0 else f'exit status {status}'})"


def serve(
    work: Callable[[Any], Any], items: Sequence[Any], orders_in: int, answers_out: int, foreign: list[int]
) -> NoReturn:
    """What a worker does: the batches it is told to, until the orders end. Never returns to who forked."""
    status = 1
    try:
        # Ctrl-C reaches the workers as well, and is to end them in silence.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # An end of a pipe that stays open here would hide from another worker that the command is gone.
        for file in foreign:
            os.close(file)
        with os.fdopen(orders_in, "rb") as orders, os.fdopen(answers_out, "wb") as answers:
            for order in orders:
                start, stop = map(int, order.split())
                pickle.dump([in_time(work, items[index]) for index in range(start, stop)], answers)
                answers.flush()
        status = 0
    finally:
        os._exit(status)


def in_time(work: Callable[[Item], Answer], item: Item) -> Answer:
    """`work(item)`; a process that is at it for too long is ended by the alarm, which nothing can hold up."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_AN_ITEM)
    answer = work(item)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return answer
