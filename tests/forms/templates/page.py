"""The tables of the page on templates, written from the code. `python -m tests.forms.templates.page`."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import notifications.codes
import pdf_templates.codes
from forms.letter import SAMPLE
from forms.templates.filling import fill
from forms.templates.names import kinds
from forms.templates.values import top
from notifications.dialect import MAIL
from notifications.guarding import one_line
from notifications.messages import check
from notifications.sources import shipped_sources

PAGE = Path(__file__).parents[3] / "docs/reference/templates.md"
FILTERS = {
    "amount": "decision.amount | amount",
    "address": "service.email | address",
    "capital": "opinion.giver_label | capital",
    "date": "decision.decided_on | date",
    "euros": "decision.amount | euros",
    "in_words": "decision.amount | in_words",
    "instant": "call.closes | instant(call.zone)",
    "length": "countries | length",
    "listed": 'countries | listed("name")',
    "percent": "decision.rate | percent",
}
REFUSED = (
    "{{ case.titel }}",
    "{{ ceiling | euro }}",
    "{{ ceiling | date }}",
    "{{ countries }}",
    "{{ decision.amount * 2 }}",
    '{{ case.ref ~ "-2" }}',
    "{{ case.title.upper() }}",
    "{{ case.__class__ }}",
    "{% set total = ceiling %}",
    "{% include case.ref %}",
    '{% include "absent.mail" %}',
    "{{ lead.contact.email | address }}",
    "{% if case %}",
)
_LATER = 100
"""Codes from here on are of what happens when a mail leaves or a document is printed."""


def fresh(text: str) -> str:
    """Give the page with each of its tables as the code has it now."""
    for heading, table in (
        ("The letter", ["| part | holds |", "| --- | --- |", *_letter()]),
        ("Filters", ["| filter | written | shows |", "| --- | --- | --- |", *_filters()]),
        ("What is refused", ["| written | code | told |", "| --- | --- | --- |", *_refused()]),
        ("Codes", ["| code | what it says |", "| --- | --- |", *_codes()]),
    ):
        head, mark, rest = text.partition(f"\n## {heading}\n")
        section, following, after = rest.partition("\n## ")
        words = takewhile(lambda line: not line.startswith("|"), section.splitlines())
        kept = "\n".join(words).rstrip("\n")
        text = f"{head}{mark}{kept}\n\n" + "\n".join(table) + "\n" + following + after
    return text


def _reported(body: str) -> list[tuple[str, str]]:
    """Check the mail to the service with this body: each problem's code and message."""
    blocks = "".join(f"{{% block {name} %}}x{{% endblock %}}\n" for name in ("subject", "task", "next"))
    text = f'{{% extends "frame.mail" %}}\n{blocks}{{% block body %}}{body}{{% endblock %}}\n'
    problems = check("new_file", {**shipped_sources(), "new_file.mail": text})
    return [(problem.code, problem.message) for problem in problems]


def _letter() -> Iterator[str]:
    leaves = [path for path, kind in kinds().items() if kind == "value"]
    for part in SAMPLE:
        inside = [path.removeprefix(part) for path in leaves if path.startswith((f"{part}.", f"{part}["))]
        of_list = kinds()[part] == "items"
        names = ", ".join(_code(path.removeprefix("[]").removeprefix(".")) for path in inside)
        yield f"| {_code(part)} | {'a list, each with ' if of_list else ''}{names or 'one value'} |"


def _filters() -> Iterator[str]:
    for name, written in FILTERS.items():
        shown = fill("t", dialect=MAIL, texts=frozenset({("t", f"{{{{ {written} }}}}")}), values=top(SAMPLE))
        yield f"| {_code(name)} | {_code(f'{{{{ {written} }}}}')} | {one_line(shown)} |"


def _refused() -> Iterator[str]:
    for written in REFUSED:
        code, told = _reported(written)[0]
        yield f"| {_code(written)} | {code} | {told} |"


def _codes() -> Iterator[str]:
    for titles in (notifications.codes.TITLES, pdf_templates.codes.TITLES):
        for code, title in titles.items():
            if int(code.rpartition("-")[2]) < _LATER:
                yield f"| {code} | {title} |"


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`"


if __name__ == "__main__":
    PAGE.write_text(fresh(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
