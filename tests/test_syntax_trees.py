"""The comments and the cases of a sample, in each language that has samples."""

import pytest
from harness import Sample

COMMENTS = {
    "python": """'# want: double-end'
# want: use-after-end
# prose

f("# exit(a)")  # exit(b)
""",
    "javascript": """`// want: double-end`;
// want: use-after-end

/* prose */
f(/[/*]exit(a)/);  // exit(b)
""",
    "typescript": """'/* want: double-end */';
/* want: use-after-end
   */

f<T>('// exit(a)');  /* exit(b) */
""",
    "tsx": """f(<a>// exit(a)
{/* want: use-after-end */}


<b/>{/* exit(b) */}</a>)
""",
}

CASES = [
    ("python", "@a\ndef f():\n  def inner(): pass\nclass C:\n  x = 1\n  def m(self): pass\n", "f C C.m"),
    ("python", "f = lambda: 1\nif f:\n  async def g(): pass\nlist(lambda: 2)\n", "f g"),
    ("javascript", "export default function f() {}\nexports.g = function () {};", "f exports.g"),
    ("javascript", "const f = async () => {};\nf(() => {});\nconst C = class {};", "f C"),
    ("javascript", "class C {\n  #x = 1;\n  static {}\n  *m() {}\n  n = () => {};\n}", "C C.m C.n"),
    ("javascript", "const api = {\n  f() {},\n  g: function* () {},\n};", "api.f api.g"),
    ("typescript", "namespace N {\n  export function f(): void {}\n}", "N.f"),
    ("typescript", "abstract class C {\n  abstract m(): void;\n  n = () => 1;\n}", "C C.n"),
    ("tsx", "export const View = memo(() =>\n  <a onClick={() => f()} />\n);\n", "View"),
]


def sample(language: str, text: str) -> Sample:
    return Sample("sample", text.encode(), language)


@pytest.mark.parametrize("language", COMMENTS)
def test_expectations_are_read_from_comments_only(language: str) -> None:
    """Strings and JSX text hold none; a comment that stands alone speaks for the next line of code."""
    found = sample(language, COMMENTS[language]).expectations

    assert [(each.line, each.rule or each.label) for each in found] == [(5, "use-after-end"), (5, "b")]


def test_comment_at_the_end_speaks_for_its_own_line() -> None:
    """After the last line of code there is no next one."""
    assert [each.line for each in sample("python", "f()\n# exit(a)\n").expectations] == [2]


@pytest.mark.parametrize(("language", "text", "names"), CASES)
def test_cases_are_named_by_what_is_around_them(language: str, text: str, names: str) -> None:
    """Functions at the top, methods and classes are cases; what they hold and nameless callbacks are not."""
    assert sample(language, text).cases()[:-1] == names.split()


def test_decorators_belong_to_their_function() -> None:
    """An expectation on a decorator's line is the function's."""
    owners = sample("python", "@traced\n@cached\ndef f():\n  pass\n").owners

    assert owners == dict.fromkeys(range(1, 5), "f")
