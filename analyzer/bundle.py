"""The modules of the second stage, in one file.

To find, open and read two hundred modules one after the other takes Python longer than to run them. So the
first run that needs them writes down what they were compiled to, each after those that it imports, and later
runs go through that file. It lies beside the bytecode of the modules, in `__pycache__`, and is held to the
same: it is written where bytecode may be, read by the very Python that wrote it, and counts as long as each
source has its size and time of change. What a run needs beyond it is imported as ever.
"""

import gc
import marshal
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# The size of a source in bytes, and when it was changed, in nanoseconds.
Stamp = tuple[int, int]
# A module as it was compiled: its name, whether it is a package, its source with the stamp, and its code.
Compiled = tuple[str, bool, str, Stamp, CodeType]

ROOT = f"{__name__.partition('.')[0]}."
# The facts of each language, of which a run needs those of its own files.
FACTS = f"{ROOT}grammars_config.compiled_facts_"
# A run on another language needs some modules more; for so few it is not worth writing all of them again.
FEW = 10


class Bundle:
    """Where it is entered, the modules that it holds are loaded; where it is left, it is written again if the
    run has imported many others."""

    def __init__(self) -> None:
        cached = __spec__.cached if __spec__ else None
        self.path = cached.removesuffix("pyc") + "all" if cached and not sys.dont_write_bytecode else None
        # In the order in which they were complete, so that each stands after those that it imports.
        self.loaded: list[Compiled] = []

    def __enter__(self) -> None:
        sys.meta_path.insert(0, self)
        held = read(self.path) if self.path else []
        self.enough = len(held) + FEW
        # What is made here stays, so to look through it for what may be freed takes time for nothing.
        gc.disable()
        for compiled in held:
            if compiled[0] not in sys.modules:
                load(compiled)
                self.loaded.append(compiled)
        gc.freeze()
        gc.enable()
        # Only now, as a package that imports modules of its own comes after them.
        for name, *_ in self.loaded:
            outer, _, inner = name.rpartition(".")
            if outer in sys.modules:
                setattr(sys.modules[outer], inner, sys.modules[name])

    def __exit__(self, *_: object) -> None:
        sys.meta_path.remove(self)
        if self.path and len(self.loaded) > self.enough:
            write(self.path, self.loaded)

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Finds a module of ours where Python does, and has it noted when it is loaded."""
        ours = name.startswith(ROOT) and not name.startswith(FACTS)
        spec = PathFinder.find_spec(name, path, target) if ours else None
        if spec and type(spec.loader) is SourceFileLoader:
            spec.loader = Noting(name, spec.loader.path, self.loaded)
        return spec


class Noting(SourceFileLoader):
    """Loads a module as Python does, and notes it when it is complete."""

    def __init__(self, name: str, path: str, loaded: list[Compiled]) -> None:
        super().__init__(name, path)
        self.loaded = loaded

    def exec_module(self, module: ModuleType) -> None:
        # Before the source is read, lest a change between the two go unseen.
        stamp = stamp_of(self.path)
        code = self.get_code(self.name)
        assert code is not None, "a source always has code"
        exec(code, module.__dict__)
        self.loaded.append((self.name, self.is_package(self.name), self.path, stamp, code))


def load(compiled: Compiled) -> None:
    """Makes and runs a module, which is then known as one that was imported is."""
    name, is_package, path, _, code = compiled
    module = sys.modules[name] = ModuleType(name)
    spec = ModuleSpec(name, SourceFileLoader(name, path), origin=path, is_package=is_package)
    spec.has_location = True
    module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, path
    module.__package__ = spec.parent
    if is_package:
        module.__path__ = spec.submodule_search_locations = [os.path.dirname(path)]
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise


def stamp_of(path: str) -> Stamp:
    """Raises OSError for a source that is gone."""
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def read(path: str) -> list[Compiled]:
    """What a bundle holds: nothing where it is missing, broken, of another Python, or out of date."""
    held: list[Compiled]
    try:
        with open(path, "rb") as file:
            version, held = marshal.loads(file.read())
        is_true = version == sys.version and all(stamp_of(source) == stamp for _, _, source, stamp, _ in held)
    except (OSError, EOFError, ValueError, TypeError):
        return []
    return held if is_true else []


def write(path: str, loaded: list[Compiled]) -> None:
    """Writes a bundle, if it may and can, and nothing by halves."""
    from contextlib import suppress

    from .running.cache_file import replace

    with suppress(OSError):
        replace(path, marshal.dumps((sys.version, loaded)))
