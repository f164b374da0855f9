"""The set-up of an editor that README shows, in the editor itself, where it is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT, SPANLINT, environment

LEAK = (
    "async function f(tracer, work) {\n  const s = tracer.startSpan('x');\n  await work();\n  s.end();\n}\n"
)
SESSION = """
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(0)) do print("FOUND", each.lnum, each.code) end
vim.api.nvim_win_set_cursor(0, {2, 17})
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 50)
print("LEFT", #vim.diagnostic.get(0))
vim.cmd("write")
"""


def neovim() -> str:
    """Neovim, of a version that README's set-up is for; else the test is skipped."""
    found = shutil.which("nvim")
    if found is None:
        pytest.skip("README's set-up of Neovim is not tried: nvim is not installed")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.match(r"NVIM v(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < (0, 11):
        pytest.skip("README's set-up of Neovim is not tried: nvim is older than 0.11")
    return found


def test_neovim_shows_and_fixes_as_readme_sets_it_up(tmp_path: Path) -> None:
    editor = neovim()
    shown = re.search(r"```lua\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert shown is not None
    (tmp_path / "config/nvim").mkdir(parents=True)
    (tmp_path / "config/nvim/init.lua").write_text(shown[1])
    (tmp_path / "session.lua").write_text(SESSION)
    (tmp_path / "app").mkdir()
    (tmp_path / "app/spanlint.toml").write_text("")
    (tmp_path / "app/a.js").write_text(LEAK)
    folders = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    here = environment(**folders, PATH=f"{SPANLINT.parent}:/usr/bin:/bin", HOME=str(tmp_path))
    command = [editor, "--headless", "a.js", "-c", f"luafile {tmp_path}/session.lua", "-c", "qa!"]
    done = subprocess.run(
        command, cwd=tmp_path / "app", env=here, capture_output=True, text=True, timeout=90, check=False
    )

    assert "FOUND 1 unended-on-exception" in done.stderr
    assert "LEFT 0" in done.stderr
    assert "finally" in (tmp_path / "app/a.js").read_text()
