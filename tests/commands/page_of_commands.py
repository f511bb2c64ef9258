"""A page of commands, typed word for word: what it says is shown is compared with what is shown.

In what is shown, `…` stands for anything within a line, and alone on its line for any lines. In what is
typed, `sha256:…` stands for the digest shown last.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.shell import Shell, plain

ANYTHING = "…"
_BLOCK = re.compile(r"```(console|yaml)\n(.*?)```", re.DOTALL)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SETTINGS = ("JALON_AS", "JALON_NOW")


@dataclass(frozen=True)
class Typed:
    """One command of the page, and what it says is shown."""

    line: str
    shown: str


@dataclass(frozen=True)
class Saved:
    """One file of the page: its name, and its text; none when the page only points at it."""

    name: str
    text: str


def steps(page: str) -> Iterator[Typed | Saved]:
    """Give the commands and the files of a page, in order."""
    for kind, block in _BLOCK.findall(page):
        if kind == "yaml":
            first, _, rest = block.partition("\n")
            yield Saved(first.removeprefix("# "), rest)
        else:
            for typed in block.removeprefix("$ ").split("\n$ "):
                line, _, shown = typed.partition("\n")
                yield Typed(line, shown.rstrip("\n"))


def resembles(shown: str, expected: str) -> bool:
    """Tell whether what was shown is what the page says."""
    parts = [
        r"(?:.*\n)*?" if line == ANYTHING else ".*?".join(map(re.escape, line.split(ANYTHING))) + r"\n"
        for line in expected.split("\n")
    ]
    return re.fullmatch("".join(parts), plain(shown).rstrip("\n") + "\n") is not None


@dataclass
class Reader:
    """Somebody who types a page in an empty folder."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    digest: str = ""

    def do(self, step: Typed | Saved) -> str | None:
        """Do one step; give what is not as the page says, or None."""
        if isinstance(step, Saved):
            return self._save(step)
        words = shlex.split(step.line.replace(f"sha256:{ANYTHING}", self.digest))
        if words[0] == "export":
            pairs = (word.partition("=") for word in words[1:])
            self.env |= {name: value for name, _, value in pairs if name in _SETTINGS}
            return None
        ran = Shell(self.folder / "jalon", self.env).run(*words[1:])
        self.digest = (_DIGEST.findall(ran.out) or [self.digest])[-1]
        # Counts and advice go to the other side, which a page may show or leave out.
        seen = (ran.out, ran.out + ran.err)
        if ran.status == 0 and (not step.shown or any(resembles(one, step.shown) for one in seen)):
            return None
        return f"{step.line}\n{ran.status}\n{ran.out}{ran.err}"

    def _save(self, step: Saved) -> str | None:
        path = self.folder / step.name
        if not path.exists():
            path.write_text(step.text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != step.text:
            return f"{step.name}\n{path.read_text(encoding='utf-8')}"
        return None
