"""The code of a module outside of any function is a graph of its own."""

import contextlib
import sys

for name in ("first", "second"):
    if name == "first":
        continue
    live()
else:
    live()

while False:
    dead()

try:
    import no_such_module_at_all
except ImportError:
    live()

with contextlib.suppress(ValueError):
    raise ValueError
    dead()

if __name__ == "__main__":
    live()

try:
    live()
finally:
    live()

try:
    sys.exit(1)
finally:
    live()

dead()
