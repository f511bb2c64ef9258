"""Every line of these pages is typed as it stands, and prints what the page says it prints."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import app
from tests.commands.shell import plain

ROOT = Path(__file__).parents[2]
PAGES = (
    "amend-a-budget-and-settle",
    "ask-for-corrections",
    "fill-the-budget-in-a-spreadsheet",
    "grant-a-derogation",
    "hold-a-committee",
    "migrate-running-cases",
    "publish-a-call",
    "start-from-an-earlier-application",
    "write-a-rule",
)
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
REFUSAL = re.compile(r"[A-Z]{3}-[0-9]{3} : ")
ANY = "…"


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line typed, with the lines it is said to print."""
    line = ""
    printed: list[str] = []
    for one in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for row in one.splitlines():
            if row.startswith("$ "):
                if line:
                    yield line, printed
                line, printed = row.removeprefix("$ "), []
            else:
                printed.append(row)
    yield line, printed


def files(text: str) -> Iterator[tuple[str, str]]:
    """Each file a page gives: its first line names it; what names none is a part of one."""
    for body in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        if body.startswith("# "):
            yield body.splitlines()[0].removeprefix("# "), body


class Reader:
    """Somebody who types what a page says, in a folder of his own."""

    def __init__(self) -> None:
        self._env: dict[str, str] = {}
        self._digest = ""

    def type(self, line: str, *, refused: bool) -> str:
        """Type one line, the last digest seen in the place of « sha256:… »; give what it says."""
        words = shlex.split(line.replace(f"sha256:{ANY}", self._digest))
        if words[0] == "export":
            self._env |= {name: value for name, _, value in (word.partition("=") for word in words[1:])}
            return ""
        if words[0] != "jalon":
            return subprocess.run(line, shell=True, check=True, capture_output=True, text=True).stdout  # noqa: S602 -- a line of our own page
        ran = CliRunner().invoke(app, words[1:], env=self._env, prog_name="jalon")
        assert (ran.exit_code != 0) == refused, (line, ran.stderr)
        if refused:
            return ran.stderr
        self._digest = next(iter(DIGEST.findall(ran.stdout)), self._digest)
        return ran.stdout


def said(printed: list[str]) -> re.Pattern[str]:
    """What a page shows of an output, as a pattern: « … » stands for anything."""
    text = plain("\n".join(printed))
    return re.compile(".*".join(re.escape(part) for part in text.split(ANY)), re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_every_line_does_what_the_page_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("workflow/calls", "commands/demo_files"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    text = (ROOT / f"docs/how-to/{name}.md").read_text(encoding="utf-8")
    for file, body in files(text):
        Path(file).write_text(body, encoding="utf-8")
    reader = Reader()

    for line, printed in steps(text):
        refused = bool(printed) and REFUSAL.match(printed[0]) is not None
        out = plain(reader.type(line, refused=refused)).rstrip("\n")
        assert not printed or said(printed).fullmatch(out), (line, out)


def test_a_page_that_says_something_else_is_seen() -> None:
    assert said(["publié : sport-2026 n° 1 sha256:…"]).fullmatch("publié : sport-2026 n° 2 sha256:ab") is None
