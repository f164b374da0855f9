"""What a message and a reply are: JSON in, JSON out, and the errors between.

A message is bare, `{"type": ...}`, or in an envelope, `{"src": ..., "dest": ..., "body": {"type": ...}}`.
An object with a "type" of its own is bare, whatever else it holds: an HTTP request may well bring a "body".

JSON is read strictly, because what two readers understand differently must not be answered: a key given
twice, NaN and half a surrogate pair are refused, and so is a number that nobody can have meant.
"""

import json
from collections import Counter
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

MAX_DIGITS = 300


class Code(IntEnum):
    """The error codes of the Maelstrom protocol that the node uses."""

    NOT_SUPPORTED = 10
    MALFORMED = 12
    CRASH = 13
    NO_SUCH_KEY = 20
    PRECONDITION = 22


class NodeError(Exception):
    """What could not be done, as the client is told: a code, and a text that stands alone."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text

    def reply(self) -> dict[str, object]:
        """The body of the reply that tells of it."""
        return {"type": "error", "code": int(self.code), "text": self.text}


class Message(NamedTuple):
    """One message. `envelope` holds "src" and "dest" as they came, and is empty round a bare body."""

    body: Mapping[str, object]
    envelope: Mapping[str, object]


NO_MESSAGE = Message({}, {})


def parse(text: bytes) -> object:
    """The JSON value of `text`. Raises NodeError, whatever the bytes are."""
    try:
        value = json.loads(
            text.decode(), object_pairs_hook=_object, parse_int=_integer, parse_constant=_refuse_constant
        )
        if b"\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise NodeError(Code.MALFORMED, "bad JSON: nested too deeply") from error
    except ValueError as error:
        raise NodeError(Code.MALFORMED, f"bad JSON: {_reason(error)}") from error
    return value


def open_message(value: object) -> Message:
    """The message in a JSON value. Raises NodeError if there is none; its fields are not looked at."""
    if not isinstance(value, dict):
        raise NodeError(Code.MALFORMED, f"a message is a JSON object, not {kind(value)}")
    if "type" in value or "body" not in value:
        return Message(value, {})
    body = value["body"]
    if not isinstance(body, dict):
        raise NodeError(Code.MALFORMED, f'"body" must be an object, not {kind(body)}')
    return Message(body, {name: value[name] for name in ("src", "dest") if name in value})


def reply_line(message: Message, reply: Mapping[str, object], wrapped: bool) -> bytes:
    """`reply` as the line that answers `message`, with the message's id after its type if there was one.

    An envelope is put round a `wrapped` one, with "src" and "dest" as far as the message named them.
    """
    body = {"type": reply["type"]}
    msg_id = message.body.get("msg_id")
    if type(msg_id) is int:
        body["in_reply_to"] = msg_id
    body |= reply
    if wrapped:
        ends = {"src": message.envelope.get("dest"), "dest": message.envelope.get("src")}
        body = {end: name for end, name in ends.items() if isinstance(name, str)} | {"body": body}
    return json.dumps(body, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def quoted(text: str) -> str:
    """`text` as an error may show it: in quotes, on one line, and not endless."""
    return json.dumps(text if len(text) <= 40 else text[:40] + "...", ensure_ascii=False)


def kind(value: object) -> str:
    """What JSON calls the type of `value`."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true or false"
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return "a string" if isinstance(value, str) else "a number"


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise ValueError(f"key {quoted(twice)} is given twice")
    return found


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return int(digits)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _reason(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    if isinstance(error, UnicodeEncodeError):
        return "half a surrogate pair"
    text = str(error)
    return text[:1].lower() + text[1:]
