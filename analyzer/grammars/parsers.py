"""tree-sitter and its grammars: the only module that loads them.

Both are extension modules in packages whose `__init__` costs more than they do: that of `tree_sitter` (0.26)
imports `typing`, those of the grammars `importlib.resources`. So the extension module is loaded by itself,
under the name that the package would give it; where it can't be found, the package is imported.
"""

import sys
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder, PathFinder

from ..annotations import TYPE_CHECKING, Any

__all__ = ["Grammar", "Node", "Parser", "Tree", "load_grammar"]


def _extension(package: str) -> Any:
    """A package's extension module; the package itself where it has none of its name."""
    name = f"{package}._binding"
    found = PathFinder.find_spec(package) if name not in sys.modules else None
    for folder in (found and found.submodule_search_locations) or ():
        spec = FileFinder(folder, (ExtensionFileLoader, EXTENSION_SUFFIXES)).find_spec(name)
        if spec is not None and spec.loader is not None and (module := spec.loader.create_module(spec)):
            spec.loader.exec_module(module)
            sys.modules[name] = module
    return sys.modules.get(name) or __import__(package)


if TYPE_CHECKING:
    from tree_sitter import Language as Grammar
    from tree_sitter import Node, Parser, Tree
else:
    _tree_sitter = _extension("tree_sitter")
    Grammar, Node = _tree_sitter.Language, _tree_sitter.Node
    Parser, Tree = _tree_sitter.Parser, _tree_sitter.Tree


def load_grammar(where: dict[str, str]) -> Grammar:
    """The grammar that a package's function gives."""
    return Grammar(getattr(_extension(where["package"]), where["function"])())
