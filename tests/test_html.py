"""The page of the format html: what is in it, and how a real browser shows it, if one is installed."""

import html
import re
import shutil
from pathlib import Path

import pytest
from checkout import ROOT, SPANLINT, require, run
from spanlint.analyzer.findings import FileReport, Finding, Turn
from spanlint.analyzer.outcome import collect
from spanlint.analyzer.reporters import reporter
from spanlint.analyzer.reporters.view import Lines, View

# Asks the page, in a frame as wide as the test says, what a person would see, and types two keys.
PROBE = """
<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe><pre id="answer"></pre>
<script>
document.querySelector("#f").addEventListener("load", () => {{
  const page = document.querySelector("#f").contentDocument, view = page.defaultView, said = [];
  const press = (key) => page.dispatchEvent(new view.KeyboardEvent("keydown", {{ key, bubbles: true }}));
  const shown = () => page.querySelectorAll("details.finding:not(.hidden)").length;
  said.push("overflow " + (page.documentElement.scrollWidth - page.documentElement.clientWidth));
  said.push("filters " + !page.querySelector(".filters").hidden);
  press("j"); press("j");
  const all = [...page.querySelectorAll("details.finding")];
  said.push("focus " + all.findIndex((finding) => finding.contains(page.activeElement)));
  page.querySelector("#rule").value = "double-end";
  page.querySelector("#rule").dispatchEvent(new view.Event("change"));
  said.push("shown " + shown() + " of " + all.length);
  const heights = [...page.querySelectorAll(".row .dot")].map((dot) => dot.getBoundingClientRect().height);
  said.push("dots " + (Math.max(...heights) > 10));
  document.querySelector("#answer").textContent = said.join("\\n");
}});
</script>
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the examples."""
    path = tmp_path_factory.mktemp("html") / "report.html"
    done = run(SPANLINT, "check", "examples", "--output-format", "html", "--output-file", path, cwd=ROOT)
    assert done.returncode == 1
    return path.read_text()


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    assert re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?(?!data:)[^"\'>)]+', page) == []
    assert "@import" not in page


def test_the_path_is_drawn_from_the_start_to_the_exit(page: str) -> None:
    found = page[page.index("`card.expired` is true") :].partition("</details>")[0]
    rows = re.findall(
        r'<div class="row (\w*)"><span class="no">(\d+)</span><span class="track ([\w ]*)">', found
    )
    assert [(role, line) for role, line, _ in rows if role] == [("start", "8"), ("step", "9"), ("exit", "10")]
    assert [track for _, line, track in rows if line in ("7", "8", "9", "11")] == ["", "on first", "on", ""]
    assert "↑ leaves by throw, span still open" in found


def test_the_page_counts_the_span_starts(page: str) -> None:
    assert re.search(r"<td>opentelemetry</td>(<td class=\"number\">\d+</td>){4}", page)


def test_nothing_that_is_found_becomes_markup() -> None:
    evil = '<script>alert("x")</script>&'
    turn = Turn(evil, 1, 1, evil)
    finding = Finding("rule", evil, evil, evil, 1, 1, 1, 9, evil, evil, (turn,))
    view = View(Lines({evil: evil.encode()}).line, False, 100)
    text = "".join(reporter("html")(collect([FileReport(evil, 1, (finding,), None)]), view))
    assert text.count("<script>") == 1
    assert "alert(&quot;" in text
    assert text.count("<details") == text.count("</details>") == 1


def test_lines_far_from_the_path_are_left_out() -> None:
    code = "\n".join(f"line {number}" for number in range(1, 101)).encode()
    flow = (Turn("a.js", 60, 1, "leaves"), Turn("gone.js", 3, 1, "ends there"))
    finding = Finding("rule", "message", "help", "a.js", 5, 1, 5, 3, "f", "s", flow)
    view = View(Lines({"a.js": code}).line, False, 100)
    text = "".join(reporter("html")(collect([FileReport("a.js", 1, (finding,), None)]), view))
    shown = [int(number) for number in re.findall(r'<span class="no">(\d+)</span>', text)]
    assert shown == [3, 4, 5, 6, 7, 58, 59, 60, 61, 62, 3]
    assert "50 lines" in text


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("the page is not tried in a browser: Chromium is not installed")
    return found


@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desktop"])
def test_a_browser_shows_it_at_any_width_and_obeys_the_keyboard(
    browser: str, page: str, width: int, tmp_path: Path
) -> None:
    (tmp_path / "probe.html").write_text(PROBE.format(width=width, page=html.escape(page)))
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    options += ["--window-size=1400,1000", "--virtual-time-budget=5000", "--dump-dom"]
    dom = require(browser, *options, f"file://{tmp_path}/probe.html", cwd=tmp_path)
    answer = re.search(r'<pre id="answer">(.*?)</pre>', dom, re.DOTALL)
    assert answer is not None
    total = page.count('<details class="finding"')
    double = page.count('data-rule="double-end"')
    expected = ["overflow 0", "filters true", "focus 1", f"shown {double} of {total}", "dots true"]
    assert answer[1].splitlines() == expected
