"""Text that is made to be hard: deep, long, cut off, or no code at all, each with the start of a span in it.

`shapes(language)` has them by name; each makes its text in the size that it is asked for: so many levels,
links, lines or bytes. By hand, `python tests/hostile.py` analyses all of them at full size, and prints what
came of each, how long that took and how much memory.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial

import hostile_pieces as pieces
from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.running.workers import Died, answers

Shape = Callable[[int], str | bytes]
Way = tuple[str, Shape]

ENDINGS = {"javascript": ".js", "typescript": ".ts", "tsx": ".tsx", "python": ".py"}
STARTS = {"python": "tracer.start_span('x')"} | dict.fromkeys(
    ("javascript", "typescript", "tsx"), "tracer.startSpan('x')"
)
FULL = 100_000
# The grammars take no more levels of indentation than some 500, and a text of n levels has n * n bytes.
MOST_INDENTS = 1200

PYTHON = """
def g(span, a):
 if a: span.end()

async def f(tracer, a, b):
 span = tracer.start_span("x")
{body}
 span.end()
"""

ECMA = """
function g(span, a) { if (a) span.end(); }

async function* f(tracer, a, b) {
  const span = tracer.startSpan("x");
  {body}
  span.end();
}
"""


def shapes(language: str) -> dict[str, Shape]:
    """The hostile texts of a language, by name."""
    made = _python_shapes() if language == "python" else _ecma_shapes(language)
    return dict([*made, *_texts(language)])


def text_of(language: str, name: str, size: int) -> bytes:
    """A shape of that size."""
    text = shapes(language)[name](size)
    return text if isinstance(text, bytes) else text.encode()


def _program(template: str, body: str) -> str:
    return template.replace("{body}", body)


def _levels(template: str, start: str, name: str, level: tuple[str, str]) -> Iterator[Way]:
    """One kind of nesting: beside the span, around its start, and never closed."""
    opening, closing = level

    def nested(size: int, inner: str, closed: bool = True) -> str:
        body = _repeat(opening, size) + inner + (_repeat(closing, size) if closed else "")
        return _program(template, f" {body}")

    yield f"{name}, beside", partial(nested, inner="a")
    yield f"{name}, around", partial(nested, inner=start)
    if opening:
        yield f"{name}, unclosed", partial(nested, inner=start, closed=False)


def _repeat(piece: str, size: int) -> str:
    if "{n}" not in piece:
        return piece * size
    return "".join(piece.replace("{n}", str(n)).replace("{m}", str(n + 1)) for n in range(size))


def _links(template: str, start: str, name: str, link: str) -> Iterator[Way]:
    """A chain: beside the span, from its start on, and up to its start."""
    receiver, method = start.split(".")
    ways = {"beside": ("a", ""), "from the start": (start, ""), "to the start": (receiver, f".{method}")}

    def chain(size: int, head: str, tail: str) -> str:
        return _program(template, f" a = {head}{link * size}{tail}")

    for way, (head, tail) in ways.items():
        yield f"chain of {name}, {way}", partial(chain, head=head, tail=tail)


def _lines(template: str, start: str, name: str, line: str) -> Iterator[Way]:
    """One line after the other."""
    piece = f" {line.replace('{start}', start)}\n"
    yield f"lines of {name}", lambda size: _program(template, _repeat(piece, size))


def _python_shapes() -> Iterator[Way]:
    start = STARTS["python"]
    for name, level in pieces.PYTHON_EXPRESSIONS.items():
        yield from _levels(PYTHON, start, name, level)
    for name, link in pieces.LINKS.items():
        yield from _links(PYTHON, start, name, link)
    for name, line in pieces.PYTHON_LINES.items():
        yield from _lines(PYTHON, start, name, line)
    for name, level in pieces.PYTHON_STATEMENTS.items():
        for way, inner in (("beside", "b(a)"), ("around", start)):
            yield f"nested {name}, {way}", partial(_indented, level=level, inner=inner)
    yield "elif", lambda size: _program(PYTHON, " if a: b()\n" + " elif a: b()\n" * size)
    yield "except", lambda size: _program(PYTHON, " try: b()\n" + " except a: b()\n" * size)
    yield "cases", lambda size: _program(PYTHON, " match a:\n" + "  case 1: b()\n" * size)
    yield "indented ever more", lambda size: _program(PYTHON, _stairs(min(size, MOST_INDENTS)))


def _indented(size: int, level: tuple[str, str], inner: str) -> str:
    """Statements nested by their indentation."""
    count = min(size, MOST_INDENTS)
    opening, closing = level
    lines = [" " * n + opening.replace("{margin}", " " * n) for n in range(1, count + 1)]
    if opening.startswith("match"):
        lines = [" " * (2 * n) + text for n in range(1, count + 1) for text in (opening, " case 1:")]
    body = [" " * (2 * count + 2) + inner]
    ends = [" " * n + closing.replace("{margin}", " " * n) for n in range(count, 0, -1) if closing]
    return _program(PYTHON, "\n".join(lines + body + ends))


def _stairs(count: int) -> str:
    return "\n".join(" " * n + "b(a)" for n in range(1, count))


def _ecma_shapes(language: str) -> Iterator[Way]:
    start = STARTS[language]
    levels = pieces.ECMA_EXPRESSIONS | {f"nested {n}": s for n, s in pieces.ECMA_STATEMENTS.items()}
    if language != "javascript":
        levels |= pieces.TYPE_EXPRESSIONS
    if language != "typescript":
        levels |= pieces.JSX_EXPRESSIONS
    for name, level in levels.items():
        yield from _levels(ECMA, start, name, level)
    for name, link in pieces.ECMA_LINKS.items():
        yield from _links(ECMA, start, name, link)
    for name, line in pieces.ECMA_LINES.items():
        yield from _lines(ECMA, start, name, line)
    yield "else if", lambda size: _program(ECMA, "if (a) b(); " + "else if (a) b();\n" * size)
    yield "cases", lambda size: _program(ECMA, "switch (a) {" + "case 1: b(); break;\n" * size + "}")


def _texts(language: str) -> Iterator[Way]:
    """What needs no grammar to be hostile."""
    start, template = STARTS[language], PYTHON if language == "python" else ECMA
    end = start.replace("start_span('x')", "end()").replace("startSpan('x')", "end()")
    clean = _program(template, "")

    def noise(alphabet: bytes, size: int) -> bytes:
        return start.encode() + bytes(random.Random(size).choices(alphabet, k=size))

    def sprinkled(sample: bytes, size: int) -> bytes:
        """The sample over and over, with a byte in it changed here and there."""
        text = bytearray(sample * (1 + size // len(sample)))
        chance = random.Random(size)
        for _ in range(1 + len(text) // 50):
            text[chance.randrange(len(text))] = chance.choice(b"(){}[]'\"`\\\n\r\t :;,.=<>/*#\xff\x80@$")
        return bytes(text)

    def minified(size: int) -> str:
        if language == "python":
            return "tracer=0;" + f"a={start};a.end();" * size
        return _repeat("function f{n}(tracer,b){var c=tracer.startSpan('x');if(b)return;c.end()}", size)

    yield "bytes", partial(noise, bytes(range(1, 256)))
    yield "punctuation", partial(noise, b"(){}[]<>'\"`\\;:,.=+-*/%&|^!?~@#$ \n")
    yield "brackets", partial(noise, b"(){}[]")
    yield "opening brackets", partial(noise, b"({[<`")
    yield "code with errors", partial(sprinkled, clean.encode())
    yield "lone carriage returns", lambda size: (clean + "x = 1\n" * size).replace("\n", "\r")
    yield "mixed line ends", lambda size: clean + "x = 1\r\nx = 2\rx = 3\n" * size
    yield "carriage returns", lambda size: clean + "\r" * size
    yield "nothing but line ends", lambda size: clean + "\n" * size
    yield "nothing but spaces", lambda size: clean + " " * size
    yield "a line of spaces ahead of code", lambda size: " " * size + clean
    yield "tabs", lambda size: clean + "\t" * size
    yield "form feeds", lambda size: clean + "\f" * size
    yield "backslashes", lambda size: clean + "\\" * size
    yield "continued lines", lambda size: clean + "\\\n" * size + "x = 1"
    yield "hashes", lambda size: clean + "#" * size
    yield "at signs", lambda size: clean + "@" * size
    yield "quotes", lambda size: clean + '"' * size
    yield "triple quotes", lambda size: clean + "'''" * size
    yield "backticks", lambda size: clean + "`" * size
    yield "less than", lambda size: clean + "<" * size
    yield "greater than", lambda size: clean + ">" * size
    yield "slashes", lambda size: clean + "/" * size
    yield "comments that open", lambda size: clean + "/*" * size
    yield "markup comments", lambda size: clean + "<!--" * size
    yield "an unclosed text", lambda size: clean + "'" + start * size
    yield "a long text", lambda size: clean + "x = '" + "a" * size + "'"
    yield "a long name", lambda size: clean.replace("g(", "g" * size + "(")
    yield "a long number", lambda size: clean + "x = " + "9" * size
    yield "a long comment", lambda size: clean + ("# " if language == "python" else "// ") + "a " * size
    yield "a long regular expression", lambda size: clean + "x = /" + "(a" * size + ")" * size + "/"
    yield "NUL in front", lambda _: b"\0" + clean.encode()
    yield "NULs after a while", lambda size: clean.encode() + b" " * 9000 + b"\0" * size
    yield "NULs in code", lambda size: clean.encode() * 30 + clean.replace("a", "\0").encode() * (size // 99)
    yield "UTF-16", lambda size: (clean + "x = 1\n" * size).encode("utf-16")
    yield "UTF-16 without a mark", lambda size: (clean + "x = 1\n" * size).encode("utf-16-le")
    yield "UTF-32", lambda size: (clean + "x = 1\n" * size).encode("utf-32")
    yield "a byte order mark", lambda size: b"\xef\xbb\xbf" + clean.encode() + b"\n" * size
    yield "byte order marks", lambda size: b"\xef\xbb\xbf" * size + clean.encode()
    yield "Latin 1", lambda size: clean.encode() + "# é".encode("latin-1") * size
    yield "bytes that go on", lambda size: b"\x80" * size + clean.encode()
    yield "bytes that begin", lambda size: clean.encode() + b"\xf0\x9f" * size
    yield "surrogates", lambda size: clean.encode() + b"\xed\xa0\x80" * size
    yield "wide characters", lambda size: "'" + "\U0001f600" * size + "'; " + clean
    yield "marks that combine", lambda size: clean.replace("g(", "g" + "\u0301" * size + "(")
    yield "unusual line ends", lambda size: "'\u2028\u2029\x85\x0b\x1c' " * size + clean
    yield "directions", lambda size: clean + "# \u202e\u2066" * size
    yield "conflict markers", lambda size: (
        f"<<<<<<< ours\n{clean}\n||||||| base\n{clean}\n=======\n{clean}\n>>>>>>> theirs\n" * (1 + size // 99)
    )
    yield "minified", minified
    yield "words without code", lambda size: f"{start.split('(')[0]} " * size
    yield "starts without a name", lambda size: f"{start}\n" * size
    yield "ends without a start", lambda size: clean + f"{end}\n" * size
    yield "the same code again", lambda size: clean * (1 + size // 99)
    yield "half a word", lambda size: clean + start[:9] * size


def main() -> None:
    """Prints what comes of each shape at full size, each in a process of its own, as a line of text."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a language or a part of a shape's name")
    parser.add_argument("--size", type=int, default=FULL, help="levels, links, lines (default: %(default)s)")
    options = parser.parse_args()
    jobs = [(language, name, options.size) for language in ENDINGS for name in shapes(language)]
    for job in jobs:
        if all(wanted in job[:2] or wanted in job[1] for wanted in options.names):
            ((_, told),) = answers(_measured, [job], 1, 1)
            print(*job[:2], told.reason if isinstance(told, Died) else told, sep="\t", flush=True)


def _measured(job: tuple[str, str, int]) -> str:
    """The bytes of a shape, the seconds and the memory that it takes, and what comes of it."""
    language, name, size = job
    text = text_of(language, name, size)
    begun = time.process_time()
    report = check_source("a" + ENDINGS[language], text, Settings())
    took = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = f"{report.starts} starts, {len(report.findings)} findings"
    said = report.skipped.reason if report.skipped else found
    return f"{len(text)} bytes\t{took:.2f} s\t{memory} MB\t{said}"


if __name__ == "__main__":
    main()
