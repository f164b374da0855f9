"""How time grows with what stands in one function: its statements, and the spans that it starts.

Prints a line a size: seconds, and what a unit takes against one of the smallest size. A file that would take
too long is reported as skipped, and says so here."""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from spanlint.analyzer.check import Settings, check_source

STATEMENTS = (10, 100, 1_000, 10_000)
SPANS = (1, 10, 50, 200)
# What a unit may take at the largest size, in units of the smallest one.
TARGET = 2.0

HEAD = {"py": "async def load(tracer, rows, flags):\n", "js": "async function load(tracer, rows, flags) {\n"}
TAIL = {"py": "", "js": "}\n"}
SPAN = {
    "py": '    span{n} = tracer.start_span("load")\n    await rows.read({n})\n    span{n}.end()\n',
    "js": "  const span{n} = tracer.startSpan('load');\n  await rows.read({n});\n  span{n}.end();\n",
}
# Calls, conditions and loops in turn, as they follow each other in real functions.
STATEMENT = {
    "py": (
        "    total{n} = rows.sum({n})\n",
        "    if flags.wanted{n}:\n        rows.drop({n})\n",
        "    for row in rows.part({n}):\n        row.check()\n",
        "    await rows.save({n})\n",
    ),
    "js": (
        "  const total{n} = rows.sum({n});\n",
        "  if (flags.wanted{n}) rows.drop({n});\n",
        "  for (const row of rows.part({n})) row.check();\n",
        "  await rows.save({n});\n",
    ),
}


def main() -> int:
    """Prints the measures; returns 1 if a unit takes more than the target at any size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each size runs (default: 3)")
    runs = parser.parse_args().runs
    late = False
    for language in HEAD:
        late |= grows_late(f"statements, {language}", language, STATEMENTS, of_statements, runs)
        late |= grows_late(f"spans, {language}", language, SPANS, of_spans, runs)
    return 1 if late else 0


def of_statements(language: str, size: int) -> str:
    """A function with one span around so many statements."""
    kinds = STATEMENT[language]
    start, wait, end = SPAN[language].format(n=0).splitlines(keepends=True)
    body = "".join(kinds[n % len(kinds)].format(n=n) for n in range(size))
    return HEAD[language] + start + wait + body + end + TAIL[language]


def of_spans(language: str, size: int) -> str:
    """A function with so many spans, one after the other."""
    return HEAD[language] + "".join(SPAN[language].format(n=n) for n in range(size)) + TAIL[language]


def grows_late(
    title: str, language: str, sizes: tuple[int, ...], program: Callable[[str, int], str], runs: int
) -> bool:
    """Prints a line a size; whether a unit takes too long at one of them."""
    # The smallest size is mostly what a file takes in any case, so the next one is what is compared with.
    unit, late = 0.0, False
    for size in sizes:
        taken, skipped = measured(f"load.{language}", program(language, size).encode(), runs)
        unit = unit if size > sizes[1] else taken / size
        late |= taken / size > TARGET * unit and not skipped
        print(f"{title}: {size:>6}  {taken:8.4f} s  {taken / size / unit:5.2f} x a unit  {skipped}")
    return late


def measured(path: str, text: bytes, runs: int) -> tuple[float, str]:
    """The median time of an analysis in seconds, and why the file was skipped, "" where it was not."""
    times, skipped = [], ""
    for _ in range(runs + 1):
        begun = time.process_time()
        report = check_source(path, text, Settings())
        times.append(time.process_time() - begun)
        skipped = report.skipped.reason if report.skipped is not None else ""
    # The first run gets the language ready.
    return statistics.median(times[1:]), skipped


if __name__ == "__main__":
    sys.exit(main())
