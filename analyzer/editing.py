"""What an editor is told of a file while it is being written: findings and edits, in the protocol's types."""

from collections.abc import Callable, Iterator

from lsprotocol import types as lsp

from .findings import Finding, Turn

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


def actions(
    uri: str, lines: list[str], diagnostics: list[lsp.Diagnostic], comment: str
) -> Iterator[lsp.CodeAction]:
    """What can be done about diagnostics: silence them, or remove a comment that silences nothing. `comment`
    begins a comment of the language."""
    for each in diagnostics:
        if each.source != SOURCE or not isinstance(each.code, str):
            continue
        if each.code == "unused-suppression":
            edit, title = removal(lines, each.range), "Remove the comment"
        elif each.code == "invalid-suppression":
            continue
        else:
            edit, title = silencer(lines, each, comment), f"Silence {each.code} here; say why"
        yield lsp.CodeAction(
            title=title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[each],
            edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
        )


def silencer(lines: list[str], each: lsp.Diagnostic, comment: str) -> lsp.TextEdit:
    """A comment above the line of a diagnostic, whose reason is still to be written."""
    line = each.range.start.line
    code = lines[line] if line < len(lines) else ""
    indent = code[: len(code) - len(code.lstrip())].rstrip("\r\n")
    text = f"{indent}{comment} spanlint: ignore[{each.code}] TODO: say why\n"
    return lsp.TextEdit(lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0)), text)


def removal(lines: list[str], at: lsp.Range) -> lsp.TextEdit:
    """A comment taken out, with its line if nothing else stands there."""
    line = lines[at.start.line]
    before = line[: at.start.character]
    if not before.strip() and at.start.line == at.end.line and not line[at.end.character :].strip():
        whole = lsp.Range(lsp.Position(at.start.line, 0), lsp.Position(at.end.line + 1, 0))
        return lsp.TextEdit(whole, "")
    return lsp.TextEdit(lsp.Range(lsp.Position(at.start.line, len(before.rstrip())), at.end), "")
