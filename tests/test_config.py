"""The configuration: which file speaks for a file, what its keys do, and how its mistakes are said."""

import json
from pathlib import Path

import jsonschema
import pytest
from checkout import SPANLINT, run
from spanlint.analyzer.configuration.config import KEYS, examined, read_configuration, schema
from spanlint.analyzer.configuration.config_lines import line_of
from spanlint.analyzer.settings import Configuration, Settings

LEAK = 'def f(tracer):\n    span = tracer.start_span("x")\n    return 1\n'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A project with a leak at its root and another in a folder."""
    (tmp_path / "part").mkdir()
    for path in ("leak.py", "part/leak.py"):
        (tmp_path / path).write_text(LEAK)
    return tmp_path


def check(here: Path, *arguments: str, text: str = "") -> tuple[int, list[str], str]:
    """The exit status, the places of the findings, and what was said on standard error."""
    done = run(SPANLINT, "check", "--output-format", "concise", *arguments, cwd=here, text=text)
    return done.returncode, [line.split(":")[0] for line in done.stdout.splitlines()], done.stderr


def test_the_nearest_configuration_speaks_for_a_file(here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.spanlint]\nignore = ["unended-span"]\n')
    assert check(here) == (0, [], "")
    (here / "part/spanlint.toml").write_text("")
    assert check(here) == (1, ["part/leak.py"], "")
    assert check(here, "leak.py") == (0, [], "")
    assert check(here / "part", "../leak.py") == (0, [], "")


def test_a_project_file_without_our_table_is_passed_by(here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.spanlint]\nignore = ["unended-span"]\n')
    (here / "part/pyproject.toml").write_text("[tool.other]\n")
    assert check(here) == (0, [], "")
    (here / "part/pyproject.toml").write_text("not TOML at all")
    assert check(here) == (0, [], "")


def test_our_own_file_stands_before_the_one_of_all_tools(here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.spanlint]\nignore = ["unended-span"]\n')
    (here / "spanlint.toml").write_text("")
    assert check(here, "leak.py") == (1, ["leak.py"], "")


def test_a_named_configuration_speaks_for_all_files_and_isolated_means_none(here: Path) -> None:
    (here / "part/other.toml").write_text('ignore = ["unended-span"]\n')
    assert check(here, "--config", "part/other.toml") == (0, [], "")
    (here / "spanlint.toml").write_text('ignore = ["unended-span"]\n')
    assert check(here, "--isolated") == (1, ["leak.py", "part/leak.py"], "")
    status, _, errors = check(here, "--config", "none.toml")
    assert (status, errors) == (2, "spanlint: no such configuration file: none.toml\n")


def test_options_have_the_last_word_on_rules(here: Path) -> None:
    (here / "spanlint.toml").write_text('select = ["double-end"]\n')
    assert check(here, "leak.py")[0] == 0
    assert check(here, "leak.py", "--select", "unended-span")[0] == 1
    assert check(here, "leak.py", "--extend-select", "unended-span")[0] == 1
    (here / "spanlint.toml").write_text("")
    assert check(here, "leak.py", "--ignore", "unended-span")[0] == 0


def test_rules_are_ignored_in_the_files_that_a_pattern_matches(here: Path) -> None:
    (here / "spanlint.toml").write_text('[per-file-ignores]\n"part/*.py" = ["unended-span"]\n')
    assert check(here) == (1, ["leak.py"], "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('exclude = ["part/"]', ["leak.py"]),
        ('exclude = ["/leak.py"]', ["part/leak.py"]),
        ('exclude = ["*.py"]', []),
        ('include = ["part"]', ["part/leak.py"]),
        ('include = ["*.py"]\nexclude = ["part/**"]', ["leak.py"]),
    ],
)
def test_include_and_exclude_say_which_files_are_checked(here: Path, text: str, found: list[str]) -> None:
    (here / "spanlint.toml").write_text(text)
    assert check(here)[1] == found
    assert check(here, "leak.py", "part/leak.py")[1] == found
    assert bool(check(here, "-", "--stdin-filename", "leak.py", text=LEAK)[1]) == ("leak.py" in found)


def test_limits_and_the_format_can_be_configured(here: Path) -> None:
    (here / "spanlint.toml").write_text('max-file-size = 10\noutput-format = "json"\n')
    document = json.loads(run(SPANLINT, "check", "leak.py", cwd=here).stdout)
    assert document["skipped"][0]["reason"] == "larger than 10 bytes"


def test_a_recorded_exception_may_be_enough_on_an_error_path(here: Path) -> None:
    (here / "leak.py").write_text(
        "def f(tracer, work):\n"
        '    span = tracer.start_span("x")\n'
        "    try:\n        work()\n        span.end()\n"
        "    except Exception as error:\n        span.record_exception(error)\n        raise\n"
    )
    assert check(here, "leak.py")[0] == 1
    (here / "spanlint.toml").write_text('error-path = "record"\n')
    assert check(here, "leak.py", "--ignore", "unended-on-exception")[0] == 0


MISTAKES = [
    ("selct = []", 'spanlint.toml:1: unknown key "selct"; did you mean "select"?'),
    ("\nselect = 'all'", 'spanlint.toml:2: "select" must be a list of names of rules and sets, not text'),
    ("ignore = [1]", 'spanlint.toml:1: "ignore" must be a list of names of rules and sets, not such a list'),
    (
        'ignore = [\n  "double-end",\n  "unended-spam",\n]',
        'spanlint.toml:3: unknown rule "unended-spam"; did you mean "unended-span"?',
    ),
    ('exclude = ["a[b"]', 'spanlint.toml:1: "a[b" is not a pattern; write it as in .gitignore, without a !'),
    ('exclude = ["!a"]', 'spanlint.toml:1: "!a" is not a pattern; write it as in .gitignore, without a !'),
    (
        '[per-file-ignores]\n"a.py" = ["double-end"]\n"b.py" = ["nonsense"]',
        'spanlint.toml:3: unknown rule "nonsense"; spanlint rules lists them',
    ),
    ("[libraries]\nx = 1", 'spanlint.toml:1: "libraries" must be a table of tables, not a table'),
    ('max-file-size = "big"', 'spanlint.toml:1: "big" is not a size; write it like "500kB" or "2MB"'),
    (
        "max-file-size = 1.5",
        'spanlint.toml:1: "max-file-size" must be a size like "500kB" or a number of bytes',
    ),
    ("max-seconds = 0", 'spanlint.toml:1: "max-seconds" must be more than 0 seconds and less than a day'),
    ("max-seconds = true", 'spanlint.toml:1: "max-seconds" must be a number of seconds, not true or false'),
    ('error-path = "ends"', 'spanlint.toml:1: "error-path" must be one of end, record, not "ends"'),
    ("select = [", "spanlint.toml: not TOML: "),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES, ids=[text for text, _ in MISTAKES])
def test_a_mistake_is_said_with_its_line_and_the_nearest_right_name(
    here: Path, text: str, message: str
) -> None:
    (here / "spanlint.toml").write_text(text)
    status, found, errors = check(here)
    assert (status, found) == (2, [])
    assert errors.startswith(f"spanlint: {message}")
    assert errors.count("\n") == 1


def test_verify_says_all_that_is_wrong(here: Path) -> None:
    (here / "pyproject.toml").write_text(
        '[project]\nname = "x"\n\n[tool.spanlint]\nselekt = []\nmax-seconds = 0\n'
    )
    done = run(SPANLINT, "config", "verify", cwd=here / "part")
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split(": ", 2)[1].rsplit("/")[-1] for line in lines] == [
        "pyproject.toml:5",
        "pyproject.toml:6",
    ]
    (here / "pyproject.toml").write_text("[tool.spanlint]\n")
    done = run(SPANLINT, "config", "verify", cwd=here)
    assert (done.returncode, done.stdout) == (0, "pyproject.toml: fine\n")


def test_settings_are_shown_with_the_file_that_says_them(here: Path) -> None:
    (here / "spanlint.toml").write_text('select = ["double-end"]\n[libraries.own]\nmodules = ["m"]\n')
    shown = run(SPANLINT, "check", "--show-settings", "--max-file-size", "1kB", "leak.py", cwd=here).stdout
    assert shown.splitlines()[:2] == ["# spanlint.toml", 'rules = ["double-end"]']
    assert 'libraries = { "own" = { "modules" = ["m"] } }\nmax-file-size = 1000\n' in shown
    assert "# no configuration" in run(SPANLINT, "check", "--isolated", "--show-settings", cwd=here).stdout


def test_the_schema_is_that_of_the_keys() -> None:
    document = schema()
    assert document["additionalProperties"] is False
    assert document["properties"].keys() == KEYS.keys()
    fields = {name.replace("_", "-") for name in Configuration._fields} - {"path"}
    assert fields == KEYS.keys(), "each key has a field of Configuration"


def test_the_schema_accepts_and_refuses_what_the_command_does() -> None:
    good = {
        "select": ["all"],
        "per-file-ignores": {"a": ["all"]},
        "max-file-size": "2MB",
        "libraries": {"x": {}},
    }
    jsonschema.validate(good, schema())
    mistakes: list[dict[str, object]] = [
        {"selct": []},
        {"select": "all"},
        {"ignore": [1]},
        {"libraries": {"x": 1}},
        {"error-path": "x"},
    ]
    for bad in mistakes:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema())


def test_what_is_not_said_is_as_without_a_configuration() -> None:
    found, settings = read_configuration("spanlint.toml", b"") or Configuration(select=("all",)), Settings()
    assert found._replace(path="") == Configuration()
    assert (found.error_path, found.max_file_size) == (settings.contract, settings.max_bytes)
    assert found.max_seconds == settings.deadline


def test_no_bytes_of_a_file_break_the_reading() -> None:
    for text in (b"\xff", b"\0", b"select = \r", "[tool.spanlint]\nä = 1".encode(), b"[[tool.spanlint]]\n"):
        for name in ("spanlint.toml", "pyproject.toml"):
            table, problems = examined(name, text)
            assert table is None or problems


def test_the_line_of_a_key_is_found_however_it_is_written() -> None:
    text = 'a = 1\n[tool."x".y]\nb.c = 2\n"d e" = [\n  "one",\n  \'two\',\n]\n'
    assert line_of(text, ("a",)) == 1
    assert line_of(text, ("tool", "x", "y", "b", "c")) == 3
    assert line_of(text, ("tool", "x", "y", "d e"), "two") == 6
    assert line_of(text, ("tool", "x", "y", "none")) == 2
