"""Mails and documents named exist, and their templates can be written."""

from collections.abc import Iterator
from functools import cache

from forms.problems import Problem
from notifications import messages
from notifications.sources import shipped_sources as mail_sources
from pdf_templates import documents
from pdf_templates.sources import shipped_sources as document_sources
from workflow.definition.examination import Examination
from workflow.definition.machine_model import Effects
from workflow.definition.tree import Path


def judge_letters(exam: Examination) -> None:
    """Report names without a template, then what is wrong in each template used, told once."""
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
    for name in sorted(mails & messages.known().keys()):
        exam.problems.extend(_mail_problems(name))
    for name in sorted(printed & documents.known().keys()):
        exam.problems.extend(_document_problems(name))


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


@cache
def _mail_problems(name: str) -> tuple[Problem, ...]:
    return messages.check(name, mail_sources())


@cache
def _document_problems(name: str) -> tuple[Problem, ...]:
    return documents.check(name, document_sources())
