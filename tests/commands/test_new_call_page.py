"""The page on a new call, tried word for word as a new user would, takes one file to its end."""

from pathlib import Path

import pytest

from tests.commands.page_of_commands import Reader, Saved, Typed, resembles, steps
from tests.commands.shell import Shell

PAGE = Path(__file__).parents[2] / "docs/how-to/new-call.md"


def test_every_line_of_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path)

    for step in steps(PAGE.read_text(encoding="utf-8")):
        assert reader.do(step) is None

    (case,) = Shell(tmp_path / "jalon").done("case", "list", "--json", "--as", "instruction").json
    assert (case["ref"], case["state"], case["outcome"]) == ("SPO26-0001", "Financé", "positive")


def test_a_page_is_read_into_what_is_typed_and_what_is_saved() -> None:
    page = "# Page\n```console\n$ jalon a\nun\n$ jalon b\n```\nand\n```yaml\n# f.yaml\na: 1\n```\n"

    assert list(steps(page)) == [Typed("jalon a", "un"), Typed("jalon b", ""), Saved("f.yaml", "a: 1\n")]


@pytest.mark.parametrize(
    ("shown", "expected", "same"),
    [
        ("un\ndeux\n", "un\ndeux", True),
        ("un\n", "deux", False),
        ("version 3\n", "version …", True),
        ("a\nb\nc\nfin\n", "a\n…\nfin", True),
        ("a\nfin\n", "a\n…\nfin", True),
        ("a\nb\n", "a", False),
        ("a.b\n", "axb", False),
    ],
)
def test_what_is_shown_is_compared_but_for_what_changes(shown: str, expected: str, same: bool) -> None:
    assert resembles(shown, expected) is same
