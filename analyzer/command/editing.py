"""What an editor is told of a file while it is being written: findings and edits, in the protocol's types."""

from collections.abc import Callable, Iterator

from lsprotocol import types as lsp

from ..findings import Finding, Place, Turn

SOURCE = "spanlint"
# From a path to the address of a document, and from a place to the editor's units; both are 1-based before.
AddressOf = Callable[[str], str]
PositionOf = Callable[[str, int, int], lsp.Position]


def diagnostic(finding: Finding, address: AddressOf, position: PositionOf) -> lsp.Diagnostic:
    """A finding with its path as related information."""
    start = position(finding.path, finding.line, finding.column)
    end = position(finding.path, finding.end_line, finding.end_column)
    return lsp.Diagnostic(
        range=lsp.Range(start, end),
        message=f"{finding.message}\n{finding.help}",
        severity=lsp.DiagnosticSeverity.Warning,
        code=finding.rule,
        source=SOURCE,
        related_information=[related(turn, address, position) for turn in finding.flow],
        tags=[lsp.DiagnosticTag.Unnecessary] if finding.rule == "unused-suppression" else None,
    )


def related(turn: Turn, address: AddressOf, position: PositionOf) -> lsp.DiagnosticRelatedInformation:
    at = position(turn.path, turn.line, turn.column)
    return lsp.DiagnosticRelatedInformation(lsp.Location(address(turn.path), lsp.Range(at, at)), turn.note)


def fixes(
    uri: str,
    asked: list[lsp.Diagnostic],
    said: list[tuple[lsp.Diagnostic, Finding]],
    position: PositionOf,
) -> Iterator[lsp.CodeAction]:
    """The fixes of the diagnostics that are asked about; `said` are those of the document, with their
    findings. A safe one is preferred to other actions."""
    for each in asked:
        for known, finding in said:
            if finding.fix is None or (known.range, known.code) != (each.range, each.code):
                continue
            pairs = zip(finding.fix.places, finding.fix.edits, strict=True)
            edits = [lsp.TextEdit(_range(place, finding.path, position), edit.text) for place, edit in pairs]
            title = finding.fix.title
            yield _action(uri, f"{title[:1].upper()}{title[1:]}", each, edits, finding.fix.safe)


def _range(place: Place, path: str, position: PositionOf) -> lsp.Range:
    start = position(path, place.line, place.column)
    return lsp.Range(start, position(path, place.end_line, place.end_column))


def silencers(
    uri: str, lines: list[str], asked: list[lsp.Diagnostic], comment: str
) -> Iterator[lsp.CodeAction]:
    """The actions that silence diagnostics, but for those about such comments; `comment` begins a comment of
    the language."""
    for each in asked:
        if isinstance(each.code, str) and not each.code.endswith("-suppression"):
            title = f"Silence {each.code} here; say why"
            yield _action(uri, title, each, [silencer(lines, each, comment)], False)


def _action(
    uri: str, title: str, each: lsp.Diagnostic, edits: list[lsp.TextEdit], preferred: bool
) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[each],
        is_preferred=preferred or None,
        edit=lsp.WorkspaceEdit(changes={uri: edits}),
    )


def silencer(lines: list[str], each: lsp.Diagnostic, comment: str) -> lsp.TextEdit:
    """A comment above the line of a diagnostic, whose reason is still to be written."""
    line = each.range.start.line
    code = lines[line] if line < len(lines) else ""
    indent = code[: len(code) - len(code.lstrip())].rstrip("\r\n")
    text = f"{indent}{comment} spanlint: ignore[{each.code}] TODO: say why\n"
    return lsp.TextEdit(lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0)), text)
