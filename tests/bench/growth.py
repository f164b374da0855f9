"""How time grows with what stands in one function (statements, spans that it starts, levels of nesting), and
how time and memory grow with the files of a tree.

Prints a line a size: seconds, and what a unit takes against one of a small size. A file that would take too
long is reported as skipped, and says so here."""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.tree import peak_memory, seconds
from checkout import SPANLINT
from spanlint.analyzer.check import Settings, check_source

STATEMENTS = (10, 100, 1_000, 10_000)
SPANS = (1, 10, 50, 200)
LEVELS = (1, 10, 50, 100)
FILES = (1_000, 10_000, 100_000)
# What a unit may take at the largest size, in units of a small one.
TARGET = 2.0
# Of so many files one starts spans, as in real trees; so many stand in a folder.
STARTS_EVERY, IN_A_FOLDER = 40, 25

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
LEVEL = {"py": "{blanks}if flags.wanted{n}:\n", "js": "if (flags.wanted{n}) {{\n"}
PLAIN = "def total{n}(rows, rate):\n    return sum(row.price for row in rows) * rate\n\n\n"


def main() -> int:
    """Prints the measures; returns 1 if a unit takes more than the target at any size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each size runs (default: 3)")
    parser.add_argument("--most-files", type=int, default=FILES[-1], help="the largest tree (default: all)")
    options = parser.parse_args()
    late = False
    for language in HEAD:
        late |= grows_late(f"statements, {language}", language, STATEMENTS, of_statements, options.runs)
        late |= grows_late(f"spans, {language}", language, SPANS, of_spans, options.runs)
        late |= grows_late(f"levels, {language}", language, LEVELS, of_levels, options.runs)
    late |= tree_grows_late([size for size in FILES if size <= options.most_files])
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


def of_levels(language: str, size: int) -> str:
    """A function that ends its span behind a condition inside of a condition, so many levels deep."""
    start, wait, end = SPAN[language].format(n=0).splitlines(keepends=True)
    opened = "".join(LEVEL[language].format(blanks="    " * (n + 1), n=n) for n in range(size))
    inner = "    " * (size + 1) + wait.lstrip()
    return HEAD[language] + start + opened + inner + TAIL[language] * size + end + TAIL[language]


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
        print(f"{title}: {size:>7}  {taken:8.4f} s  {taken / size / unit:5.2f} x a unit  {skipped}")
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


def tree_grows_late(sizes: list[int]) -> bool:
    """Prints a line a size of a tree; whether a file takes too long in the largest one."""
    unit, late = 0.0, False
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_tree(Path(folder), size)
            command = [str(SPANLINT), "check", "--no-cache", "--exit-zero", "--output-format=json", "."]
            seconds(command, folder)
            taken = seconds(command, folder)
            memory = peak_memory(command, folder) / 1e6
        unit = unit or taken / size
        late |= taken / size > TARGET * unit
        print(f"files: {size:>7}  {taken:8.2f} s  {taken / size / unit:5.2f} x a unit  {memory:4.0f} MB")
    return late


def write_tree(top: Path, size: int) -> None:
    """A tree of so many files; those that start spans import from others what they work with."""
    (top / ".git").mkdir()
    for number in range(size):
        folder = top / f"part{number // IN_A_FOLDER}"
        folder.mkdir(exist_ok=True)
        text = "".join(PLAIN.format(n=n) for n in range(number % 60))
        if number % STARTS_EVERY == 0:
            text = f"from .file{number + 1} import total1\n\n\n" + text + of_spans("py", 2)
        (folder / f"file{number}.py").write_text(text)


if __name__ == "__main__":
    sys.exit(main())
