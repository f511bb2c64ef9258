"""The page `docs/refusals.md`, written from the scenes as the command line plays them.

`python -m tests.refusals.page` writes it again. The digest of a definition changes with every
word of it, so the page and what is printed are compared without it.
"""

import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.refusals.desk import Printed, copy_of, found, play
from tests.refusals.scene import Edit, Scene, Step, scenes

PAGE = Path(__file__).parents[2] / "docs/refusals.md"
_DIGEST = re.compile(r"sha256:[0-9a-f]{12}")
_OPTIONS = re.compile(r" (?=--(?:set|reason|as|scope)\b)")
_COLUMNS = 110

HEAD = """\
# Ten refusals, written out

A refused act changes nothing. It says what was seen, how the figures come, the text or the act it rests on
with its date, what would do, and who must do it. Here are ten refusals as the command line prints them on
standard error; after each, every remedy it names is followed, and the act passes.

The applications are those of the demonstration, with amounts that are examples. The instance is marked
*demo*, so that `--at` may say what time it is; its calls were published on 17 February 2025. Exit statuses
are those of every command: 1 examined and refused, 4 not allowed, 5 changed meanwhile. What follows
`sha256:` is the beginning of a definition's digest: another one as soon as a word of the call changes.

`tests/refusals` plays this page: it fails when a word printed differs, when a remedy does not mend, or when a
refusal names a remedy that nobody follows here. `python -m tests.refusals.page` writes the page again.
"""


def render(scene: Scene, printed: Printed, *, number: int) -> str:
    """Write the section of one scene."""
    file = f"[`{scene.file}`](../commands/demo_files/applications/{scene.file})"
    parts = [f"## {number}. {scene.title}", "", textwrap.fill(scene.told, _COLUMNS), ""]
    parts += [f"Beforehand, with {file}:", "", *_blocks(scene.before)]
    parts += ["", f"Refused, exit status {printed.status}:", ""]
    parts += ["```console", _typed(scene.refused), printed.err.rstrip("\n"), "```"]
    for remedy in scene.remedies:
        named = ", then ".join(f"« {one} »" for one in remedy.named)
        parts += ["", f"Following {named}:", "", *_blocks(remedy.steps)]
    return "\n".join(parts) + "\n"


def without_digests(text: str) -> str:
    """Give a text with every digest made the same."""
    return _DIGEST.sub("sha256:…", text)


def section(title: str) -> str:
    """Give the section of the page under a scene's title."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f". {title}\n")
    body, _, _ = rest.partition("\n## ")
    return body


def titles() -> list[str]:
    """Give the titles of the page's sections, in order."""
    return re.findall(r"^## \d+\. (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def _blocks(steps: tuple[Step, ...]) -> Iterator[str]:
    """Write the edits and the lines that follow each other in one block each."""
    for language, group in groupby(steps, key=_language):
        yield from (f"```{language}", *(line for step in group for line in _lines(step)), "```")


def _language(step: Step) -> str:
    return "diff" if isinstance(step, Edit) else "console"


def _lines(step: Step) -> Iterator[str]:
    if isinstance(step, Edit):
        yield from (f"- {line}" for line in step.was.splitlines())
        yield from (f"+ {line}" for line in step.now.splitlines())
    else:
        yield _typed(step)


def _typed(line: str) -> str:
    """Write a line after a prompt, broken before its options when it is long."""
    if len(line) <= _COLUMNS:
        return f"$ {line}"
    return "$ " + _OPTIONS.sub(" \\\\\n    ", line)


def write() -> int:
    """Write the page again; give 0 when nothing but digests had changed, else 1."""
    with tempfile.TemporaryDirectory() as folder:
        template = found(Path(folder) / "template")
        sections = []
        for number, scene in enumerate(scenes(), start=1):
            with copy_of(template, at=Path(folder) / "desk") as desk:
                sections.append(render(scene, play(desk, scene), number=number))
    text = "\n".join((HEAD, *sections))
    if PAGE.exists() and without_digests(PAGE.read_text(encoding="utf-8")) == without_digests(text):
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 1


if __name__ == "__main__":
    sys.exit(write())
