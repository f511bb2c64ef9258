"""Mutants before the judge: caught when it finds what the definition itself does not have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import orjson
from pydantic import ValidationError

from forms.problems import Mark, Problem
from notifications.sources import shipped_sources as mail_sources
from pdf_templates.sources import shipped_sources as document_sources
from workflow.definition.bundle import canonical
from workflow.definition.complaints import complaints
from workflow.definition.judge import judge
from workflow.definition.machine_model import Comparison
from workflow.definition.model import Definition
from workflow.definition.mutation.alteration import altered
from workflow.definition.mutation.operators import Mutant
from workflow.definition.plain import plain
from workflow.definition.resolved import Resolved

_STRUCTURE = ("machines", "forms", "roles", "properties")
_DECISIVE = ("machines", "roles", "properties", "retention", "clauses")
_OWN_NAME = frozenset({"code", "extends", "title", "family_label", "ref", "about", "service"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one mutant: the problems that the definition itself does not have."""

    mutant: Mutant
    found: tuple[Problem, ...]

    @property
    def caught(self) -> bool:
        """Tell whether the alteration would be seen before publication."""
        return bool(self.found)


@dataclass(frozen=True)
class Trial:
    """One definition whose mutants are tried."""

    resolved: Resolved

    def judge(self, mutant: Mutant) -> Verdict:
        """Judge one mutant; a problem is new when the definition has none of its code at its place."""
        found = tuple(one for one in self._problems(mutant) if (one.code, one.mark) not in self._known)
        return Verdict(mutant, found)

    def digest(self, mutant: Mutant) -> str:
        """Give the hash of what decides a mutant's verdict: heirs that inherit the same have the same.

        For an alteration of machines, forms, roles or properties, these and what is pinned with them;
        figures, windows and countries play no part, nor options that nothing compares. For any other
        alteration, the whole definition but its own name.
        """
        alteration = mutant.alteration
        judged = self._structure if alteration.path[0] in _STRUCTURE else self._whole
        return _hash([judged, mutant.operator, *map(str, alteration.path), alteration.told])

    @cached_property
    def _known(self) -> frozenset[tuple[str, Mark | None]]:
        return frozenset((problem.code, problem.mark) for problem in judge(self.resolved))

    @cached_property
    def _structure(self) -> str:
        tree = canonical(self.resolved.definition)
        return _hash([_forms(self.resolved.definition), {key: tree.get(key) for key in _DECISIVE}])

    @cached_property
    def _whole(self) -> str:
        tree = canonical(self.resolved.definition)
        return _hash({key: value for key, value in tree.items() if key not in _OWN_NAME})

    def _problems(self, mutant: Mutant) -> tuple[Problem, ...]:
        tree = altered(self.resolved.tree, mutant.alteration)
        try:
            definition = Definition.model_validate(plain(tree))
        except ValidationError as error:
            return tuple(complaints(error, tree))
        mutated = replace(self.resolved, definition=definition, tree=tree)
        return judge(mutated, mails=self._mails, documents=self._documents)

    @cached_property
    def _mails(self) -> Mapping[str, str]:
        """The shipped templates, read once for all mutants."""
        return mail_sources()

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return document_sources()


_OF_FORMS = {"section", "shown_when", "required_when", "limits", "columns", "seen", "changed"}
"""What the proof of forms reads of a field, beside its kind and its options."""


def _forms(definition: Definition) -> list[object]:
    """Give what verdicts rest on in forms: options only where a condition or a relay reads them."""
    acts = [act for machine in definition.machines.values() for act in machine.transitions.values()]
    read = {condition.field for act in acts for condition in act.when if isinstance(condition, Comparison)}
    read |= {act.relays.act for act in acts if act.relays is not None}
    return [
        [name, form.into, form.visible, field, asked.kind, asked.required, bool(asked.options)]
        + [asked.model_dump(mode="json", include=_OF_FORMS)]
        + (sorted(asked.options) if f"{form.into}.{field}" in read else [])
        for name, form in definition.forms.items()
        for field, asked in form.fields.items()
    ]


def _hash(content: object) -> str:
    return sha256(orjson.dumps(content)).hexdigest()
