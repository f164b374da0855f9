"""What the other files of a project cost: the files of a commit, with and without a look at what they import.

Writes a project in which the files of a commit import helpers of others that start spans, and prints
the ratio of the medians of processor time. With folders as arguments, does the same for whole trees."""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.code.project import Project
from spanlint.analyzer.files.disk import Disk
from spanlint.analyzer.files.neighbours import Neighbours
from spanlint.analyzer.running.discovery import discover

TRACING = """
export const start{n} = (name) => tracer.startSpan(name);
export const finish{n} = (span) => span.end();
"""
ORDERS = """
import {{ finish{n}, start{n} }} from "./tracing{n}";
import {{ total{n} }} from "./plain{n}";
export function handle{n}(request) {{
  const span = start{n}("handle");
  if (!request) return undefined;
  const sum = total{n}(request);
  finish{n}(span);
  return sum;
}}
"""
PLAIN = "export const total{n} = (request) => request.orders.length;\n" * 50


def main() -> None:
    """Prints a line a case."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", help="trees to measure besides the commit")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default: 5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cases = {"ten files": write(Path(folder))}
        cases |= {name: [target.path for target in discover([name], [])] for name in asked.folders}
        for name, paths in cases.items():
            alone, together = (median(paths, asked.runs, whole) for whole in (False, True))
            print(f"{name}: {alone * 1000:.0f} ms alone, {together / alone:.2f} x with the project")


def write(folder: Path) -> list[str]:
    """The files of a commit in a new project."""
    (folder / ".git").mkdir()
    for name, text in (("tracing", TRACING), ("plain", PLAIN), ("orders", ORDERS + PLAIN)):
        for number in range(10):
            (folder / f"{name}{number}.js").write_text(text.format(n=number))
    return [str(folder / f"{name}{number}.js") for name in ("orders", "tracing") for number in range(5)]


def median(paths: list[str], runs: int, whole: bool) -> float:
    """The seconds that a check of the files takes, each time with nothing known of their project."""
    texts = {path: Path(path).read_bytes() for path in paths}
    seconds = []
    for _ in range(runs):
        project = Project(Neighbours(Disk(max_bytes=1_000_000))) if whole else None
        begun = time.process_time()
        for path, text in texts.items():
            check_source(path, text, Settings(), None, project)
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
