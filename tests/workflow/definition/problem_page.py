"""The page of problems, written from the table of codes and the table of broken definitions.

`python -m tests.workflow.definition.problem_page` writes it anew.
"""

from dataclasses import dataclass
from pathlib import Path

from workflow.definition.codes import HEADINGS

ROOT = Path(__file__).parents[3]
BROKEN = ROOT / "tests" / "workflow" / "broken_definitions"
PAGE = ROOT / "docs" / "reference" / "definition-problems.md"
_LEVELS = {"error": "erreur", "warning": "avertissement"}
_INTRODUCTION = """\
# Problems of definitions

Everything `jalon calls check` can say of a definition, as it is shown. Errors keep it from being
published; warnings do not. Each problem comes with its place (`file:line:column`), the line with a
caret, and a remedy; all problems come at once. Codes never change their meaning.

This page is written from `workflow/definition/codes.py` and from the examples in
`tests/workflow/broken_definitions/`; a test compares them. Syntax errors of YAML bear the codes
`YAML-…`, limits `LIM-…`, templates of mails and documents the codes of their rooms.
"""


@dataclass(frozen=True)
class Expected:
    """What one broken definition must be told: its only problem."""

    file: str
    place: str
    code: str
    message: str
    remedy: str


def expected() -> tuple[Expected, ...]:
    """Read the table of broken definitions."""
    lines = (BROKEN / "expected.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| def-")]
    return tuple(Expected(*(cell.strip() for cell in row.strip("|").split(" | "))) for row in rows)


def page() -> str:
    """Write the page."""
    rows = {row.code: row for row in reversed(expected())}
    parts = [_INTRODUCTION]
    for code, heading in HEADINGS.items():
        parts.append(f"\n## {code} · {heading.title}\n\n*{_LEVELS[heading.level]}*\n")
        if code in rows:
            parts.append(f"\n> {rows[code].message}\n>\n> aide : {rows[code].remedy}\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
