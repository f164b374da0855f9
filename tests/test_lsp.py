"""The language server, as an editor meets it: a client of the protocol talks to the process."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import pytest
from checkout import SPANLINT, environment, run
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

LEAK = 'def f(tracer, ok):\n    "\U0001f600"; span = tracer.start_span("x")\n    if ok:\n        span.end()\n'
SECONDS = 20


class Editor(LanguageClient):
    """A client that keeps what the server says."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(event: lsp.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(event)

        @self.feature(lsp.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def shown(event: lsp.ShowMessageParams) -> None:
            self.shown.append(event.message)

    async def said(self) -> list[lsp.Diagnostic]:
        """What the server says next of a document."""
        event = await asyncio.wait_for(self.published.get(), SECONDS)
        return list(event.diagnostics)

    async def open(self, path: Path, text: str) -> list[lsp.Diagnostic]:
        item = lsp.TextDocumentItem(path.as_uri(), lsp.LanguageKind.Python, 1, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.said()


def talk(here: Path, session: Callable[[Editor], Coroutine[Any, Any, None]]) -> None:
    """Runs a session with a server of its own, from the greeting to the end."""

    async def whole() -> None:
        editor = Editor()
        await editor.start_io(str(SPANLINT), "lsp", cwd=here, env=environment())
        try:
            capabilities = lsp.ClientCapabilities()
            await editor.initialize_async(lsp.InitializeParams(capabilities, root_uri=here.as_uri()))
            editor.initialized(lsp.InitializedParams())
            await session(editor)
            await editor.shutdown_async(None)
            editor.exit(None)
        finally:
            await editor.stop()  # type: ignore[no-untyped-call]

    asyncio.run(asyncio.wait_for(whole(), 3 * SECONDS))


def test_findings_come_with_their_path_in_the_units_of_the_editor(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        (found,) = await editor.open(tmp_path / "a.py", LEAK)
        start = LEAK.split("\n")[1].encode("utf-16-le").index("tracer".encode("utf-16-le")) // 2
        assert found.range.start == lsp.Position(1, start)
        assert (found.code, found.source) == ("unended-span", "spanlint")
        assert found.related_information is not None
        assert found.related_information[0].message == "`ok` is false"
        assert found.related_information[0].location.range.start.line == 2
        assert found.related_information[0].location.uri == (tmp_path / "a.py").as_uri()

    talk(tmp_path, session)


def test_what_other_files_start_is_known_as_they_stand_on_the_disk(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        (tmp_path / "spans.py").write_text("def begin(tracer):\n    return tracer.start_span('x')\n")
        text = "from spans import begin\ndef f(tracer):\n    span = begin(tracer)\n    span.add_event('a')\n"
        (found,) = await editor.open(tmp_path / "a.py", text)
        assert (found.code, found.range.start.line) == ("unended-span", 2)
        (tmp_path / "spans.py").write_text("def begin(tracer):\n    return None\n")
        path = tmp_path / "a.py"
        at = lsp.TextDocumentIdentifier(path.as_uri())
        editor.text_document_did_save(lsp.DidSaveTextDocumentParams(at))
        assert await editor.said() == []

    talk(tmp_path, session)


def test_what_is_typed_is_checked_before_it_is_saved(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        path = tmp_path / "a.py"
        assert len(await editor.open(path, LEAK)) == 1
        edits = ["# ", "ended", "\n    span.end()"]
        for version, text in enumerate(edits, 2):
            at = lsp.Position(4, 0) if version == 2 else lsp.Position(4, 2 + (version - 3) * 5)
            change = lsp.TextDocumentContentChangePartial(lsp.Range(at, at), text)
            document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
            editor.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        await asyncio.sleep(0)
        found = await editor.said()
        assert [each.code for each in found] == ["double-end"]
        assert editor.published.empty(), "quick changes are checked once"
        editor.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(path.as_uri()))
        )
        assert await editor.said() == []

    talk(tmp_path, session)


def test_the_rule_is_explained_where_one_points(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        (found,) = await editor.open(tmp_path / "a.py", LEAK)
        document = lsp.TextDocumentIdentifier((tmp_path / "a.py").as_uri())
        hover = await editor.text_document_hover_async(lsp.HoverParams(document, found.range.start))
        assert hover is not None
        assert isinstance(hover.contents, lsp.MarkupContent)
        assert "**unended-span**" in hover.contents.value
        assert "Stays silent when" in hover.contents.value
        nothing = await editor.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 0)))
        assert nothing is None

    talk(tmp_path, session)


def applied(text: str, edits: Sequence[lsp.TextEdit]) -> str:
    """The text after edits, as the protocol has it: all of them are of the text before, and of several
    insertions at one place the first comes first."""
    lines = text.split("\n")

    def offset(at: lsp.Position) -> int:
        return sum(len(line) + 1 for line in lines[: at.line]) + at.character

    for edit in sorted(edits, key=lambda each: offset(each.range.start))[::-1]:
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


PLAIN = LEAK.replace("\U0001f600", "a")
RAISES = 'def f(tracer, work):\n    s = tracer.start_span("x")\n    work()\n    s.end()\n'
PROTECTED = RAISES.replace(
    "    work()\n    s.end()", "    try:\n        work()\n    finally:\n        s.end()"
)


async def actions_at(editor: Editor, path: Path, text: str) -> dict[str, lsp.CodeAction]:
    """The actions for the one finding in a text, by their titles."""
    (found,) = await editor.open(path, text)
    asked = lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(path.as_uri()), found.range, lsp.CodeActionContext([found])
    )
    actions = await editor.text_document_code_action_async(asked) or []
    return {each.title: each for each in actions if isinstance(each, lsp.CodeAction)}


@pytest.mark.parametrize(
    ("text", "title", "changed"),
    [
        (PLAIN, "Silence unended-span here; say why", ""),
        (RAISES, "Silence unended-on-exception here; say why", ""),
        (RAISES, "End it in a finally", PROTECTED),
        ("x = 1  # spanlint: ignore[unended-span] gone\n", "Remove the comment", "x = 1\n"),
        ("# spanlint: ignore[unended-span] gone\nx = 1\n", "Remove the comment", "x = 1\n"),
    ],
)
def test_an_action_does_what_it_says(tmp_path: Path, text: str, title: str, changed: str) -> None:
    async def session(editor: Editor) -> None:
        path = tmp_path / "a.py"
        action = (await actions_at(editor, path, text))[title]
        assert action.edit is not None
        assert action.edit.changes is not None
        assert action.is_preferred == (True if changed else None)
        after = applied(text, action.edit.changes[path.as_uri()])
        assert await editor.open(tmp_path / "b.py", after) == []
        assert after == changed or (not changed and "TODO: say why" in after)

    talk(tmp_path, session)


def test_no_fix_is_offered_for_a_text_that_has_changed_since(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        path = tmp_path / "a.py"
        (found,) = await editor.open(path, RAISES)
        at = lsp.Position(0, 0)
        change = lsp.TextDocumentContentChangePartial(lsp.Range(at, at), "\n\n")
        document = lsp.VersionedTextDocumentIdentifier(2, path.as_uri())
        editor.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        asked = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(path.as_uri()), found.range, lsp.CodeActionContext([found])
        )
        actions = await editor.text_document_code_action_async(asked) or []
        assert [each.title for each in actions] == ["Silence unended-on-exception here; say why"]

    talk(tmp_path, session)


def test_what_the_baseline_knows_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part/a.py").write_text(PLAIN)
    assert run(SPANLINT, "baseline", cwd=tmp_path).returncode == 0

    async def session(editor: Editor) -> None:
        path = tmp_path / "part/a.py"
        assert await editor.open(path, "\n\n" + PLAIN) == []
        assert len(await editor.open(tmp_path / "part/b.py", PLAIN)) == 1
        (tmp_path / "spanlint-baseline.json").write_text("{")
        await editor.open(tmp_path / "part/c.py", PLAIN)
        assert "is no baseline" in editor.shown[0]

    talk(tmp_path, session)


def test_the_configuration_holds_in_an_editor_and_its_mistakes_are_shown(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        (tmp_path / "spanlint.toml").write_text('ignore = ["unended-span"]\n')
        assert await editor.open(tmp_path / "a.py", LEAK) == []
        (tmp_path / "spanlint.toml").write_text("selct = []\n")
        assert await editor.open(tmp_path / "b.py", LEAK) == []
        assert await editor.open(tmp_path / "c.py", LEAK) == []
        assert len(editor.shown) == 1
        assert 'unknown key "selct"; did you mean "select"?' in editor.shown[0]

    talk(tmp_path, session)


def test_without_pygls_it_is_said_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError('no such thing', name='pygls')\n")
    done = run(SPANLINT, "lsp", cwd=tmp_path, env=environment(PYTHONPATH=str(tmp_path)))
    assert done.returncode == 2
    assert done.stderr.startswith("spanlint: the language server needs pygls")
