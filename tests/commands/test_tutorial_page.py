"""The tutorial is fresh, and every line of it does what it says."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.demo_story import stories
from tests.commands.shell import Shell
from tests.commands.tutorial_page import CLOSED, PAGE, TALES, ending, page

ROOT = Path(__file__).parents[2]


def typed(text: str) -> Iterator[tuple[list[str], int]]:
    """The commands of the page, with the status each is said to end with."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            _, _, status = line.partition(f"# {CLOSED} ")
            yield words, int(status or 0)


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_each_story_is_introduced() -> None:
    assert len(TALES) == len(stories())


def test_every_line_of_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    env: dict[str, str] = {}
    shell = Shell(tmp_path / "tutorial", env)

    for words, status in typed(PAGE.read_text(encoding="utf-8")):
        if words[0] == "export":
            exported = (word.partition("=") for word in words[1:])
            env |= {name: value for name, _, value in exported if name == "JALON_AS"}
        else:
            ran = shell.run(*words[1:])
            assert (words, ran.status) == (words, status), ran.err

    stands = [one["state"] for one in shell.done("case", "list", "--json", "--as", "instruction").json]
    assert sorted(stands) == sorted(ending(story) for story in stories())
