# ruff: noqa

"""Facts of this folder as literals; written by `python -m spanlint.analyzer.facts`, never by hand."""

ENDINGS = {'.js': 'javascript',
 '.mjs': 'javascript',
 '.cjs': 'javascript',
 '.jsx': 'javascript',
 '.py': 'python',
 '.pyi': 'python',
 '.tsx': 'tsx',
 '.ts': 'typescript',
 '.mts': 'typescript',
 '.cts': 'typescript'}

START_WORDS = {'javascript': (b'startActiveSpan', b'startSpan', b'withActiveSpan', b'withSpan'),
 'python': (b'start_as_current_span', b'start_span'),
 'tsx': (b'startActiveSpan', b'startSpan', b'withActiveSpan', b'withSpan'),
 'typescript': (b'startActiveSpan', b'startSpan', b'withActiveSpan', b'withSpan')}
