"""In which language a text is written, where neither a name nor its first line says so."""

from ..grammars.languages import Language, language_names, load_language
from ..grammars.parsing import parse
from ..grammars.room import with_room
from ..prefilter import has_start_word
from ..source import Source, Unreadable
from ..syntax import Deadline

# Of the seconds that an analysis may take, as each language is tried.
_SECONDS = 1.0


def guess_language(text: bytes) -> str:
    """The language in which `text` parses with the fewest errors; of equals, one in which it can start a
    span. Never raises, whatever the bytes are."""

    def misfit(name: str) -> tuple[int, bool, int]:
        language = load_language(name)
        endings = language.settings["extensions"]
        return unread_bytes(language, text), not has_start_word(text, name), -len(endings)

    return with_room(len(text), lambda: min(language_names(), key=misfit))


def unread_bytes(language: Language, text: bytes) -> int:
    """How many bytes stand in nodes that the parser could not read, and in empty ones that it made up."""
    try:
        root = parse(Source("", text), language, Deadline(_SECONDS)).root_node
    except Unreadable:
        return len(text) + 1
    unread, pending = 0, [root] if root.has_error else []
    while pending:
        for child in pending.pop().children:
            if child.is_error or child.is_missing:
                unread += max(1, child.end_byte - child.start_byte)
            elif child.has_error:
                pending.append(child)
    return unread
