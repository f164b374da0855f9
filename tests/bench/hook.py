"""What a hook costs: runs of the command on few files, against starting Python and doing nothing.

Builds the wheel, installs it into a new environment, and prints ratios of medians. The runs take turns, so
that whatever else the machine does is shared by all."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from math import inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checkout import copy_project, environment, require

# A file that starts spans has in real projects some 12 kB, and starts them in two or three of its functions.
FUNCTIONS = 84
SPANS_EVERY = 28

PLAIN = {
    "py": """
def total{n}(orders, rate):
    if not orders:
        return 0
    return sum(order.price for order in orders) * rate
""",
    "js": """
export function total{n}(orders, rate) {{
  if (!orders.length) return 0;
  return orders.reduce((sum, order) => sum + order.price, 0) * rate;
}}
""",
}
SPANS = {
    "py": """
def handle{n}(tracer, request):
    span = tracer.start_span("handle")
    if request is None:
        return None
    try:
        return answer(request)
    finally:
        span.end()
""",
    "js": """
export async function handle{n}(tracer, request) {{
  const span = tracer.startSpan('handle');
  if (!request) return undefined;
  try {{
    return await answer(request);
  }} finally {{
    span.end();
  }}
}}
""",
}
FLOOR = "python -c pass"
# What each case may take, in floors. One file in forty holds a start word in the trees that we know, so a
# commit of ten with two such files is already one on instrumentation; more are shown without a limit.
TARGETS = {
    "no span word": 2.0,
    "one file with spans": 4.0,
    "ten files, two with spans": 5.0,
    "ten files with spans": inf,
    "ten files with spans in four languages": inf,
}


def main() -> int:
    """Prints a line a case; returns 1 if one is past its target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=21, help="how often each command runs (default: 21)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        commands = install(place)
        files = write_files(place)
        medians = measure(cases(commands, files), place, runs)
    floor = medians[FLOOR]
    print(f"{FLOOR}: {floor * 1000:.1f} ms")
    late = [name for name, target in TARGETS.items() if medians[name] > floor * target]
    for name, target in TARGETS.items():
        limit = f" (at most {target:g} x)" if target < inf else ""
        print(f"{name}: {medians[name] / floor:.2f} x{limit}")
    return 1 if late else 0


def install(place: Path) -> Path:
    """The folder of commands of a new environment with the wheel in it, compiled, as pip leaves it."""
    project = copy_project(place / "project")
    require(sys.executable, "-m", "build", "--wheel", "--outdir", place, cwd=project)
    (wheel,) = place.glob("*.whl")
    require(sys.executable, "-m", "venv", place / "venv", cwd=place)
    commands = place / "venv" / "bin"
    pip = (commands / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    # The commands that pips before 25.1 write import `re`, a third of what it takes to start Python.
    require(*pip, "--upgrade", "pip>=25.1", cwd=place)
    require(*pip, wheel, cwd=place)
    return commands


def write_files(place: Path) -> Mapping[str, list[str]]:
    """The names of the files to check in each case."""
    for number, ending in enumerate(["js", "py", "ts", "tsx"] * 10):
        language = "py" if ending == "py" else "js"
        (place / f"spans{number}.{ending}").write_text(code(language, SPANS_EVERY))
        (place / f"plain{number}.{ending}").write_text(code(language, FUNCTIONS + 1))
    spans, plain = ([f"{kind}{number}.js" for number in range(0, 40, 4)] for kind in ("spans", "plain"))
    return {
        "no span word": plain[:1],
        "one file with spans": spans[:1],
        "ten files, two with spans": spans[:2] + plain[:8],
        "ten files with spans": spans,
        "ten files with spans in four languages": [path.name for path in sorted(place.glob("spans?.*"))],
    }


def code(language: str, spans_every: int) -> str:
    """A file of many functions, of which one in so many starts a span."""
    kinds = (SPANS if n % spans_every == 0 else PLAIN for n in range(1, FUNCTIONS + 1))
    return "".join(kind[language].format(n=n) for n, kind in enumerate(kinds))


def cases(commands: Path, files: Mapping[str, list[str]]) -> dict[str, list[str | Path]]:
    """The command of each case, the floor among them."""
    found: dict[str, list[str | Path]] = {FLOOR: [commands / "python", "-c", "pass"]}
    for name, paths in files.items():
        found[name] = [commands / "spanlint", "check", *paths]
    return found


def measure(commands: Mapping[str, list[str | Path]], place: Path, runs: int) -> dict[str, float]:
    """The median time of each command in seconds; the commands take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            done = subprocess.run(
                command, cwd=place, env=environment(), stdout=subprocess.DEVNULL, check=False
            )
            seconds[name].append(time.perf_counter() - begun)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{name}: {command[0]} exited with {done.returncode}")
    # The first turn reads everything from the disk.
    return {name: statistics.median(times[1:]) for name, times in seconds.items()}


if __name__ == "__main__":
    sys.exit(main())
