"""Letters: the vocabulary of `forms.letter`, filled from a case when an act happens.

Only the parts a template names are built and frozen, so that an act pays for what it sends.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from forms import choices
from rules.parameters import Known
from workflow.act import Act, instant
from workflow.case import Case, Family, canonical
from workflow.deadlines import zone_of
from workflow.facts import ceiling_of, window_slot
from workflow.letter_answers import answers_part, deadline_part
from workflow.letter_basis import basis_parts, corrected_parts
from workflow.letter_case import case_part, correction_part, opinion_parts, silence_part
from workflow.letter_decision import convention_part, decision_part, proposal_part, schedule_part
from workflow.letter_derogation import derogation_parts
from workflow.letter_meeting import agenda_part, meeting_part, minutes_part
from workflow.letter_project import budget_part, country_parts, lead_part
from workflow.shelf import Pinned
from workflow.windows import in_force

if TYPE_CHECKING:
    from workflow.gate import Passed

Part = Mapping[str, Any]
RECIPIENT = "recipient"
"""The part of a letter that each of its readers has of his own."""

_LAST_MINUTE = timedelta(minutes=1)


class LetterWriter:
    """Writes the parts of one act's letters, each at most once."""

    def __init__(
        self, *, act: Act, case: Case, family: Family, pinned: Pinned, passed: "Passed | None"
    ) -> None:
        """Look at the case as it stands after the act's own changes."""
        self.act, self.case, self.family, self.pinned, self.passed = act, case, family, pinned, passed
        self.root = family.root
        self._built: dict[str, str] = {}

    def freeze(self, needs: Sequence[str], *, recipient: Part) -> str:
        """Give the parts a template needs, in the order of their names, as canonical JSON.

        A part that several letters of the act need is written once.
        """
        parts = (
            f'"{name}":{canonical(recipient) if name == RECIPIENT else self._written(name)}' for name in needs
        )
        return f"{{{','.join(parts)}}}"

    def functional_address(self, *, scope: str, key: str | None) -> tuple[str, str] | None:
        """Give the name and address that serve when nobody holds a role: the lead's, a prefecture's."""
        root = self.family.root
        lead = root.answers.get("lead") or {}
        contact = lead.get("contact") or {}
        if scope == "own" and contact.get("email"):
            return contact.get("name") or lead.get("name") or contact["email"], contact["email"]
        if scope == "region":
            region = self.pinned.bundle.reference.regions.get(key or root.region or "")
            return (f"Préfecture de région {region.name}", region.mailbox) if region else None
        return None

    def _written(self, name: str) -> str:
        found = self._built.get(name)
        if found is None:
            found = self._built[name] = canonical(_PARTS[name](self))
        return found

    def service(self) -> Part:
        """Tell the service in charge."""
        return self.pinned.service

    def call(self) -> Part:
        """Tell the call and the dates of the window in force."""
        definition, window = self.pinned.definition, self.family.window
        opens, closes, zone = None, None, zone_of(self.pinned)
        if window is not None:
            first, last, zone = in_force(window.answers, kind=None, side="french")
            opens, closes = _told(first, last)
        slot = window_slot(self.family)
        committee = self.pinned.parameters(self.act.day, slot=slot).text("committee")
        return {
            "code": definition.code,
            "title": definition.title,
            "family_label": definition.family_label,
            "committee": committee.value if isinstance(committee, Known) else None,
            "opens": opens,
            "closes": closes,
            "zone": zone,
        }

    def findings(self) -> list[Part]:
        """Tell what the rules found in this act."""
        if self.passed is None:
            return []
        return [
            {
                "rule": one.rule,
                "level": one.level,
                "message": one.message,
                "steps": list(one.steps),
                "remedies": list(one.remedies),
                "source": ", ".join(part for part in (one.source.text, one.source.part) if part),
                "reason": self.passed.accepted.get(one.rule),
            }
            for one in self.passed.findings
        ]

    def opinion(self) -> Part:
        """Tell the opinion this case is."""
        found = [part for part in opinion_parts(self.family, self.pinned) if part["ref"] == self.case.ref]
        return found[0] if found else {}

    def act_part(self) -> Part:
        """Tell the act itself."""
        passed, actor = self.passed, self.act.actor
        person = self.act.rights.persons.get(actor.person or "")
        role = self.pinned.definition.roles.get(passed.role or "") if passed else None
        return {
            "label": passed.transition.label if passed else None,
            "verb": passed.transition.verb if passed else None,
            "on": instant(self.act.received_at),
            "by": person.name if person else None,
            "role_label": role.label if role else None,
            "reason": passed.reason_text if passed else None,
        }


@lru_cache(maxsize=256)
def _told(opens: datetime, closes: datetime) -> tuple[str, str]:
    return instant(opens), instant(closes - _LAST_MINUTE)


def _authorities(writer: LetterWriter) -> list[Part]:
    return [
        {
            "name": one["name"],
            "siret": one["siret"],
            "role_label": choices.ROLES.get(one.get("role") or "", "partenaire"),
            "commitment_label": choices.COMMITMENTS.get(one.get("commitment") or ""),
        }
        for one in writer.root.answers.get("authorities", ())
    ]


def _foreign_authorities(writer: LetterWriter) -> list[Part]:
    known = writer.pinned.bundle.reference
    return [
        {**one, "country_name": known.country_name(one["country"])}
        for one in writer.root.answers.get("foreign_authorities", ())
    ]


_PARTS: dict[str, Callable[[LetterWriter], Any]] = {
    "instance": lambda w: {"demo": w.act.sources.demo},
    "service": LetterWriter.service,
    "call": LetterWriter.call,
    "case": lambda w: case_part(w.root, w.pinned),
    "lead": lambda w: lead_part(w.root.answers, w.pinned),
    "authorities": _authorities,
    "foreign_authorities": _foreign_authorities,
    "countries": lambda w: country_parts(w.root, family=w.family, pinned=w.pinned),
    "budget": lambda w: budget_part(w.root.answers, w.pinned),
    "ceiling": lambda w: ceiling_of(w.act, root=w.root, family=w.family, pinned=w.pinned),
    "findings": LetterWriter.findings,
    "derogations": lambda w: derogation_parts(w.family, w.pinned),
    "opinions": lambda w: opinion_parts(w.family, w.pinned),
    "opinion": LetterWriter.opinion,
    "proposal": lambda w: proposal_part(w.root, w.pinned),
    "decision": lambda w: decision_part(w.act, w.root, pinned=w.pinned),
    "basis": lambda w: basis_parts(w.act, root=w.root, family=w.family, pinned=w.pinned),
    "convention": lambda w: convention_part(w.act, root=w.root, pinned=w.pinned, family=w.family),
    "schedule": lambda w: schedule_part(w.act, root=w.root, pinned=w.pinned, family=w.family),
    "silence": lambda w: silence_part(w.root, w.pinned),
    "correction": lambda w: correction_part(w.case, w.pinned),
    "corrected": lambda w: corrected_parts(w.act, case=w.case, family=w.family, pinned=w.pinned),
    "act": LetterWriter.act_part,
    "meeting": lambda w: meeting_part(w.root),
    "agenda": lambda w: agenda_part(w.act, family=w.family, pinned=w.pinned),
    "minutes": lambda w: minutes_part(w.act, family=w.family, pinned=w.pinned),
    "answers": lambda w: answers_part(w.root, w.pinned),
    "deadline": lambda w: deadline_part(w.case, w.pinned),
}
"""How each part of the vocabulary is told."""
