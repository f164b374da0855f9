"""What a whole tree costs, the first time and again: runs of the command, against `rg -l` for the words that
can start a span.

Prints the ratios of the medians, the numbers of files, and the memory that the command and its workers have
at most at one time."""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checkout import SPANLINT, environment
from spanlint.grammars_config.compiled import ENDINGS, START_WORDS

TARGET = 3.0
TARGET_AGAIN = 0.7
SECONDS_BETWEEN_LOOKS = 0.02


def main() -> int:
    """Prints the measures; returns 1 if the ratio is past its target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the tree to check")
    parser.add_argument("--runs", type=int, default=7, help="how often each command runs (default: 7)")
    options = parser.parse_args()
    if not shutil.which("rg"):
        raise SystemExit("tree.py needs ripgrep to compare with: no rg on the PATH")
    again = [str(SPANLINT), "check", "--exit-zero", "--output-format", "json", str(options.folder.resolve())]
    ours, theirs = [*again, "--no-cache"], ripgrep(options.folder.resolve())
    with tempfile.TemporaryDirectory() as here:
        seconds(again, here)
        commands = (theirs, ours, again)
        times = [[seconds(command, here) for command in commands] for _ in range(options.runs)]
        floor, first, second = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"rg -l: {floor:.2f} s")
        print(f"spanlint: {first:.2f} s, {first / floor:.2f} x (at most {TARGET:g} x)")
        print(f"again: {second:.2f} s, {second / floor:.2f} x (at most {TARGET_AGAIN:g} x)")
        most = [peak_memory(command, here) / 1e6 for command in (ours, again)]
        print("memory: {:.0f} MB, again {:.0f} MB".format(*most))
        print(summary(again, here))
    return 1 if first > floor * TARGET or second > floor * TARGET_AGAIN else 0


def ripgrep(folder: Path) -> list[str]:
    """The search for any start word in the files of any of our languages."""
    words = sorted({word.decode() for words in START_WORDS.values() for word in words})
    endings = [f"--glob=*{ending}" for ending in ENDINGS]
    return ["rg", "-l", *endings, "|".join(map(re.escape, words)), str(folder)]


def seconds(command: Sequence[str], here: str) -> float:
    """How long a command takes, from its start to its end, in the folder `here`, which gets its cache."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=here, env=environment(), stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def peak_memory(command: Sequence[str], here: str) -> int:
    """The bytes that a command and its workers share or have, at the moment when they are most."""
    most = 0
    with subprocess.Popen(command, cwd=here, env=environment(), stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(proportional_memory, [process.pid, *children(process.pid)])))
            time.sleep(SECONDS_BETWEEN_LOOKS)
    return most


def children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def proportional_memory(process: int) -> int:
    """The bytes of a process's memory, of what is shared only its part; 0 when the process has ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def summary(command: Sequence[str], here: str) -> str:
    """The numbers of files and of findings, as the command itself reports them."""
    concise = [part if part != "json" else "full" for part in command]
    done = subprocess.run(concise, cwd=here, env=environment(), capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main())
