"""Defects of the templates a definition is published with: mails and documents."""

from collections.abc import Mapping
from random import Random

from notifications.sources import shipped_sources as shipped_mails
from notifications.sources import source_of
from pdf_templates.sources import TEMPLATE_SUFFIX
from pdf_templates.sources import shipped_sources as shipped_documents
from proofs.corpus import Sound
from proofs.planted import Planted
from proofs.writing import Token
from workflow.definition.judge import judge

MAILS: Mapping[str, str] = {
    "MAI-003": "{% if %}",
    "MAI-004": "{{ 1 + 1 }}",
    "MAI-005": "{{ budget.total | euro }}",
    "MAI-006": "{{ case.titel }}",
}
DOCUMENTS: Mapping[str, str] = {
    "DOC-003": "{% if %}",
    "DOC-004": "{{ case.titel }}",
    "DOC-005": "{{ budget.total | euro }}",
    "DOC-006": "{{ 1 + 1 }}",
    "DOC-007": '{% include "clauses/absente.html.j2" %}',
    "DOC-009": "<script>planté</script>",
}
"""The lines that spoil a template, by the code each must be told under."""

_BODY = "{% block body %}"


def spoilt_template(sound: Sound, code: str, chance: Random) -> Planted | None:
    """Add one line to the body of a template the definition uses; None when it uses none."""
    is_mail = code in MAILS
    sources = shipped_mails() if is_mail else shipped_documents()
    used = [name for name in _used(sound, mails=is_mail) if _BODY in sources.get(name, "")]
    if not used:
        return None
    name = chance.choice(sorted(used))
    added = (MAILS if is_mail else DOCUMENTS)[code]
    text, line = _with_line(sources[name], added)
    spoiled = {**sources, name: text}
    return Planted(
        code,
        name,
        Token(line, 1, len(added)),
        lambda: judge(sound.resolved, **{"mails" if is_mail else "documents": spoiled}),
        f"{sound.code}: {name}",
    )


def _with_line(text: str, added: str) -> tuple[str, int]:
    """Add a line at the start of the body; give its number, from 1."""
    lines = text.split("\n")
    at = next(index for index, line in enumerate(lines) if _BODY in line) + 1
    return "\n".join([*lines[:at], added, *lines[at:]]), at + 1


def _used(sound: Sound, *, mails: bool) -> set[str]:
    names: set[str] = set()
    for machine in sound.resolved.definition.machines.values():
        for effects in (machine.created, machine.cancelled):
            names |= {*effects.mails} if mails else {*effects.documents}
        for act in machine.transitions.values():
            names |= {*act.mails} if mails else {*act.documents}
    return {source_of(name) if mails else f"{name}{TEMPLATE_SUFFIX}" for name in names}
