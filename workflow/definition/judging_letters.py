"""Mails and documents named exist, and their templates can be written."""

from collections.abc import Iterator
from functools import lru_cache

from forms.problems import Problem
from notifications import messages
from pdf_templates import documents
from pdf_templates.sources import clauses, shipped_sources
from workflow.definition.examination import Examination
from workflow.definition.machine_model import Effects
from workflow.definition.tree import Path

_Sources = tuple[tuple[str, str], ...]


def judge_letters(exam: Examination) -> None:
    """Report names without a template or a clause, then what is wrong in each template used, told once."""
    for name in exam.definition.clauses:
        shipped = clauses(shipped_sources())
        exam.require(name, shipped, ("clauses", name), code="DEF-037", noun="Clause", on_key=True)
    mails: set[str] = set()
    printed: set[str] = set()
    for path, effects in _leaving(exam):
        for name in effects.mails:
            here = (*path, "mails", name)
            exam.require(name, messages.known(), here, code="DEF-021", noun="Courriel", on_key=True)
            mails.add(name)
        for index, name in enumerate(effects.documents):
            here = (*path, "documents", index)
            exam.require(name, documents.known(), here, code="DEF-022", noun="Document")
            printed.add(name)
    found: list[Problem] = []
    for name in sorted(mails & messages.known().keys()):
        found.extend(_mail_problems(name, tuple(exam.mails.items())))
    for name in sorted(printed & documents.known().keys()):
        found.extend(_document_problems(name, tuple(exam.documents.items())))
    exam.problems.extend(dict.fromkeys(found))


def _leaving(exam: Examination) -> Iterator[tuple[Path, Effects]]:
    """Give every place that sends or prints something."""
    for path, _, machine in exam.machines():
        yield (*path, "created"), machine.created
        yield (*path, "cancelled"), machine.cancelled
    for path, _, state, _machine in exam.states():
        for slot, deadline in state.deadlines.items():
            yield (*path, "deadlines", slot), Effects(mails=deadline.mails)
    for path, _, transition, _machine in exam.transitions():
        yield path, Effects(mails=transition.mails, documents=transition.documents)


@lru_cache(maxsize=256)
def _mail_problems(name: str, sources: _Sources) -> tuple[Problem, ...]:
    return messages.check(name, dict(sources))


@lru_cache(maxsize=256)
def _document_problems(name: str, sources: _Sources) -> tuple[Problem, ...]:
    return documents.check(name, dict(sources))
