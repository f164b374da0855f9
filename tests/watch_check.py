"""Analyses one file twice and prints what was asked of the system meanwhile the second time.

The first analysis loads the facts about the language; from then on bytes are all that is needed. This is run
as a process of its own, because an audit hook can't be taken away. At the end it opens a file itself, to show
that it would have seen.
"""

import os
import sys
from pathlib import Path

from spanlint.analyzer.check import Settings, check_source

PREFIXES = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "glob.", "sqlite3.", "urllib.")

path = sys.argv[1]
text = Path(path).read_bytes()
check_source(path, text, Settings())
seen: list[str] = []
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith(PREFIXES) else None)
report = check_source(path, text, Settings())
with Path(os.devnull).open("rb"):
    pass
print("findings:", bool(report.findings))
print("seen:", seen)
