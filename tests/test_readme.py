"""What the project's pages say is so: commands, rules, output, the node's replies and links."""

import re
from pathlib import Path

import pytest
from checkout import ROOT, SPANLINT, require, run
from readme import PAGES, PART, renewed

README = (ROOT / "README.md").read_text()
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_of_spanlint_is_so(name: str) -> None:
    page = (ROOT / name).read_text()
    assert page == renewed(page), "run `make generate` and read what changed"


def test_the_readme_shows_a_leak_the_output_for_it_and_all_rules() -> None:
    shown = [(part[2], part[3]) for part in PART.finditer(README)]
    assert shown[:2] == [
        ("file", "examples/payments/charge.js"),
        ("run", "spanlint check examples/payments/charge.js"),
    ]
    assert ("rules", "") in shown


def test_the_comment_that_the_readme_shows_silences_what_it_says(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```js\n(// spanlint: .*?)```", README, re.DOTALL)
    for text, status in ((shown, 0), (shown.partition("\n")[2], 1)):
        (tmp_path / "a.js").write_text(f"function job(tracer, queue) {{\n{text}}}\n")
        assert run(SPANLINT, "check", "a.js", cwd=tmp_path).returncode == status


def test_the_configuration_that_the_readme_shows_is_fine(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n# (spanlint.toml\n.*?)```", README, re.DOTALL)
    (tmp_path / "spanlint.toml").write_text(f"# {shown}")
    assert require(SPANLINT, "config", "verify", cwd=tmp_path) == "spanlint.toml: fine\n"


def test_the_two_commands_of_the_readme_are_the_makefiles() -> None:
    section = README.split("## Two commands\n")[1].split("\n## ")[0]
    commands = re.findall(r"^make \w+", section, re.MULTILINE)
    assert commands == ["make demo", "make test"]
    for command in commands:
        require(*command.split(), "--dry-run", cwd=ROOT)


def test_the_node_replies_as_the_readme_says() -> None:
    rows = re.findall(r"^\| `(\{.*\})` \| (.*) \|$", README, re.MULTILINE)
    assert len(rows) == 5
    done = run(SPANLINT, "node", cwd=ROOT, text="".join(message + "\n" for message, _ in rows))
    promised = [reply.strip("`") for _, reply in rows if reply.startswith("`")]
    assert [UUID.sub("<uuid>", line) for line in done.stdout.splitlines()] == promised
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md", "tests/README.md"])
def test_each_link_of_a_page_leads_to_a_file(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / page).read_text())
    local = [link for link in links if not link.startswith("https://")]
    missing = [link for link in local if not (ROOT / Path(page).parent / link).exists()]
    assert not missing
