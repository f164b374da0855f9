"""`spanlint lsp`: a language server, which checks what stands in an editor, saved or not."""

import asyncio
import os
from inspect import cleandoc

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from ..check import check_source
from ..configuration.config_files import Configurations
from ..errors import SpanlintError
from ..findings import Finding
from ..grammars.languages import load_language
from ..prefilter import language_of_ending, language_of_first_line
from ..records import NamedTuple
from ..rules import RULES
from ..running.baseline import nearest_baseline, read_baseline
from ..running.runner import Around
from ..version import VERSION
from .editing import SOURCE, diagnostic, fixes, silencers

# While somebody types, every key changes the text; the analysis waits for a moment of rest.
SECONDS_OF_REST = 0.2


class Said(NamedTuple):
    """What was said of a version of a document: diagnostics, and the findings that they tell of."""

    version: int | None
    diagnostics: list[lsp.Diagnostic]
    findings: list[Finding]


NOTHING = Said(None, [], [])


class Server(LanguageServer):
    """The server, with what it said last of each document."""

    def __init__(self) -> None:
        super().__init__("spanlint", VERSION)
        self.said: dict[str, Said] = {}
        self.complaint = ""

    def findings_in(self, document: TextDocument) -> list[Finding]:
        """What is found in a document as it stands in the editor, less what the baseline knows."""
        try:
            configurations = Configurations()
            settings = configurations.settings(document.path)
            excluded = configurations.leaves_out(document.path)
            path = nearest_baseline(os.path.dirname(document.path))
            baseline = read_baseline(path) if path is not None else None
        except SpanlintError as error:
            self.complain(str(error))
            return []
        self.complaint = ""
        text = document.source.encode("utf-8", "surrogatepass")
        language = language_of_ending(document.path) or language_of_first_line(text)
        if language is None or excluded:
            return []
        # Other files are read anew each time, as they stand on the disk.
        project = Around(settings, is_noted=False).project
        findings = check_source(document.path, text, settings, language, project).findings
        return baseline.new(findings) if baseline is not None else list(findings)

    def complain(self, text: str) -> None:
        """Shows an error once, not with every key."""
        if text != self.complaint:
            self.complaint = text
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"spanlint: {text}"))

    def position(self, path: str, line: int, column: int) -> lsp.Position:
        """The editor's position of a place, whose column counts code points from 1."""
        document = self.workspace.get_text_document(uri_of(path))
        place = lsp.Position(line - 1, column - 1)
        return document.position_codec.position_to_client_units(document.lines, place)

    def publish(self, uri: str) -> None:
        document = self.workspace.get_text_document(uri)
        findings = self.findings_in(document)
        diagnostics = [diagnostic(finding, uri_of, self.position) for finding in findings]
        self.said[uri] = Said(document.version, diagnostics, findings)
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnostics, version=document.version)
        )


def uri_of(path: str) -> str:
    return uris.from_fs_path(os.path.abspath(path)) or ""


server = Server()


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
def opened(ls: Server, event: lsp.DidOpenTextDocumentParams) -> None:
    ls.publish(event.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
def saved(ls: Server, event: lsp.DidSaveTextDocumentParams) -> None:
    ls.publish(event.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
async def changed(ls: Server, event: lsp.DidChangeTextDocumentParams) -> None:
    """Checks the text once it has not changed for a moment."""
    uri, version = event.text_document.uri, event.text_document.version
    await asyncio.sleep(SECONDS_OF_REST)
    if uri in ls.workspace.text_documents and ls.workspace.text_documents[uri].version == version:
        ls.publish(uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
def closed(ls: Server, event: lsp.DidCloseTextDocumentParams) -> None:
    ls.said.pop(event.text_document.uri, None)
    ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(event.text_document.uri, []))


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def hover(ls: Server, event: lsp.HoverParams) -> lsp.Hover | None:
    """The rule of the finding under the pointer, explained."""
    for each in ls.said.get(event.text_document.uri, NOTHING).diagnostics:
        if each.range.start <= event.position <= each.range.end:
            rule = next(rule for rule in RULES if rule.name == each.code)
            text = f"**{rule.name}**: {rule.summary}\n\n```text\n{cleandoc(rule.documentation)}\n```"
            return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), each.range)
    return None


@server.feature(
    lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
)
def code_actions(ls: Server, event: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    document = ls.workspace.get_text_document(event.text_document.uri)
    name = language_of_ending(document.path) or language_of_first_line(document.source.encode())
    if name is None:
        return []
    asked = [each for each in event.context.diagnostics if each.source == SOURCE]
    said = ls.said.get(document.uri, NOTHING)
    # The edits of a fix are those of the text that it was found in.
    fixable = said if said.version == document.version else NOTHING
    pairs = list(zip(fixable.diagnostics, fixable.findings, strict=True))
    comment = load_language(name).line_comment
    return [
        *fixes(document.uri, asked, pairs, ls.position),
        *silencers(document.uri, list(document.lines), asked, comment),
    ]


def main() -> int:
    """Serves on standard input and output until the editor goes; returns the exit status."""
    server.start_io()
    return 0
