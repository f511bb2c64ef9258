"""The tables of the page of expressions, written from the facts; the prose around is kept.

`python -m tests.rules.expressions.expressions_page` writes them anew.
"""

import re
from pathlib import Path

from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.units import NAMES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "expressions.md"
_TABLE = re.compile(r"\| name \|[^\n]*\n(?:\|[^\n]*\n)+")


def page(text: str) -> str:
    """Give the page with its table of facts written anew."""
    return _TABLE.sub(lambda _: _facts(), text, count=1)


def _facts() -> str:
    head = "| name | what it is | unit | words it may hold |\n|---|---|---|---|\n"
    rows = (
        f"| `{fact.name}` | {fact.label} | {NAMES[fact.unit].partition(' ')[2]} | "
        f"{', '.join(f'`{word}`' for word in sorted(fact.options))} |\n"
        for fact in NAMED_FACTS.values()
    )
    return head + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
