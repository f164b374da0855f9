"""How much faster than tools with which people could look for the same: ast-grep, semgrep and eslint, each
with a rule for spans that nothing ends (`peers/`), on a tree and in turn with spanlint.

Installs the tools from their registries into a folder of their own, and prints ratios of medians."""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checkout import SPANLINT, environment, require

RULES = Path(__file__).with_name("peers")
ESLINT = ("eslint@9", "@typescript-eslint/parser@8", "typescript@5")
# How many times as long as spanlint each is to take.
TARGETS = {"ast-grep": 10, "semgrep": 40, "eslint": 100}

Command = list[str]


def main() -> int:
    """Prints a line a tool; returns 1 if spanlint is not as much faster as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the tree to check")
    parser.add_argument("--runs", type=int, default=3, help="how often each tool runs (default: 3)")
    parser.add_argument("--tools", type=Path, metavar="FOLDER", help="keep the tools there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        ours = {"spanlint": [str(SPANLINT), "check", "--no-cache", "--exit-zero"]}
        commands = ours | peers((options.tools or Path(place)).resolve())
        times = measured(commands, options.folder, options.runs)
    print(f"spanlint: {times['spanlint']:.2f} s")
    slow = False
    for name, least in TARGETS.items():
        ratio = times[name] / times["spanlint"]
        slow |= ratio < least
        print(f"{name}: {times[name]:.2f} s, {ratio:.1f} x as long (at least {least} x)")
    return 1 if slow else 0


def peers(tools: Path) -> dict[str, Command]:
    """The command of each tool, which is installed by now, to check the folder where it is run."""
    python, node = tools / "python", tools / "node"
    if not python.exists():
        require(sys.executable, "-m", "venv", python, cwd=Path.cwd())
        require(python / "bin/python", "-m", "pip", "install", "-q", "ast-grep-cli", "semgrep", cwd=python)
    if not node.exists():
        node.mkdir(parents=True)
        require("npm", "install", "--no-audit", "--no-fund", "--prefix", node, *ESLINT, cwd=node)
    # A configuration finds its parser where it stands itself.
    shutil.copy(RULES / "eslint.config.mjs", node)
    return {
        "ast-grep": [f"{python}/bin/ast-grep", "scan", "--rule", f"{RULES}/ast-grep.yml", "."],
        # It looks for its own core on the path.
        "semgrep": [
            *("env", f"PATH={python}/bin:/usr/bin:/bin"),
            *(f"{python}/bin/semgrep", "scan", "--metrics=off", "--disable-version-check", "--quiet"),
            *("--config", f"{RULES}/semgrep.yml", "."),
        ],
        "eslint": [
            *(f"{node}/node_modules/.bin/eslint", "--config", f"{node}/eslint.config.mjs"),
            *("--no-config-lookup", "--no-inline-config", "--no-error-on-unmatched-pattern", "."),
        ],
    }


def measured(commands: dict[str, Command], folder: Path, runs: int) -> dict[str, float]:
    """The median time of each command in seconds, run in `folder`; the commands take turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            begun = time.perf_counter()
            done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
            times[name].append(time.perf_counter() - begun)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{name} exited with {done.returncode}:\n{done.stderr.decode()}")
    return {name: statistics.median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    sys.exit(main())
