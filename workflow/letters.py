"""Letters: the vocabulary of `forms.letter`, filled from a case when an act happens.

Only the parts a template names are built and frozen, so that an act pays for what it sends.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from forms import choices
from rules.parameters import Known
from workflow.act import Act, instant
from workflow.case import Case, Family
from workflow.facts import ceiling_of
from workflow.letter_case import case_part, correction_part, opinion_parts, silence_part
from workflow.letter_decision import convention_part, decision_part, schedule_part
from workflow.letter_project import budget_part, country_parts, lead_part
from workflow.shelf import Pinned
from workflow.windows import in_force

if TYPE_CHECKING:
    from workflow.gate import Passed

Part = Mapping[str, Any]


class LetterWriter:
    """Writes the parts of one act's letters, each at most once."""

    def __init__(
        self, *, act: Act, case: Case, family: Family, pinned: Pinned, passed: "Passed | None"
    ) -> None:
        """Look at the case as it stands after the act's own changes."""
        self._act, self._case, self._family, self._pinned, self._passed = act, case, family, pinned, passed
        self._built: dict[str, Any] = {}

    def freeze(self, needs: frozenset[str], *, recipient: Part | None = None) -> dict[str, Any]:
        """Give the parts a template needs, as plain trees, ready to be written down."""
        return {
            name: (recipient or {}) if name == "recipient" else self._part(name) for name in sorted(needs)
        }

    def functional_address(self, *, scope: str, key: str | None) -> tuple[str, str] | None:
        """Give the name and address that serve when nobody holds a role: the lead's, a prefecture's."""
        root = self._family.root
        lead = root.answers.get("lead") or {}
        contact = lead.get("contact") or {}
        if scope == "own" and contact.get("email"):
            return contact.get("name") or lead["name"], contact["email"]
        if scope == "region":
            region = self._pinned.bundle.reference.regions.get(key or root.region or "")
            return (f"Préfecture de région {region.name}", region.mailbox) if region else None
        return None

    def _part(self, name: str) -> Any:  # noqa: ANN401 -- a part is a JSON tree of any shape
        if name not in self._built:
            self._built[name] = self._builders[name]()
        return self._built[name]

    @cached_property
    def _builders(self) -> dict[str, Callable[[], Any]]:
        root, pinned, family = self._family.root, self._pinned, self._family
        answers = root.answers
        return {
            "instance": lambda: {"demo": self._act.sources.demo},
            "service": self._service,
            "call": self._call,
            "case": lambda: case_part(root, pinned),
            "lead": lambda: lead_part(answers, pinned),
            "authorities": lambda: [
                {
                    "name": one["name"],
                    "siret": one["siret"],
                    "role_label": choices.ROLES.get(one.get("role") or "", "partenaire"),
                    "commitment_label": choices.COMMITMENTS.get(one.get("commitment") or ""),
                }
                for one in answers.get("authorities", ())
            ],
            "foreign_authorities": lambda: [
                {**one, "country_name": pinned.bundle.reference.countries[one["country"]].name}
                for one in answers.get("foreign_authorities", ())
            ],
            "countries": lambda: country_parts(root, family=family, pinned=pinned),
            "budget": lambda: budget_part(answers, pinned),
            "ceiling": lambda: ceiling_of(root, family=family, pinned=pinned),
            "findings": self._findings,
            "opinions": lambda: opinion_parts(family, pinned),
            "opinion": self._opinion,
            "proposal": lambda: {"amount": None, "comment": None} | root.answers.get("proposal", {}),
            "decision": lambda: decision_part(root, pinned),
            "convention": lambda: convention_part(root, pinned=pinned, family=family),
            "schedule": lambda: schedule_part(root, pinned=pinned, family=family),
            "silence": lambda: silence_part(root, pinned),
            "correction": lambda: correction_part(self._case, pinned),
            "act": self._act_part,
        }

    def _service(self) -> Part:
        service = self._pinned.definition.service
        if service is None:
            return {}
        tree = service.model_dump(mode="json")
        return {name: tree[name] for name in ("name", "ministry", "address", "email", "phone", "city")}

    def _call(self) -> Part:
        definition, window = self._pinned.definition, self._family.window
        opens, closes, zone = (None, None, None)
        if window is not None:
            first, last, zone = in_force(window.answers, kind=None, side="french")
            opens, closes = instant(first), instant(last)
        committee = self._pinned.parameters(self._act.day).text("committee")
        return {
            "code": definition.code,
            "title": definition.title,
            "family_label": definition.family_label,
            "committee": committee.value if isinstance(committee, Known) else None,
            "opens": opens,
            "closes": closes,
            "zone": zone,
        }

    def _findings(self) -> list[Part]:
        if self._passed is None:
            return []
        return [
            {
                "rule": one.rule,
                "level": one.level,
                "message": one.message,
                "steps": list(one.steps),
                "remedies": list(one.remedies),
                "source": ", ".join(part for part in (one.source.text, one.source.part) if part),
                "reason": self._passed.accepted.get(one.rule),
            }
            for one in self._passed.findings
        ]

    def _opinion(self) -> Part:
        found = [part for part in opinion_parts(self._family, self._pinned) if part["ref"] == self._case.ref]
        return found[0] if found else {}

    def _act_part(self) -> Part:
        passed, actor = self._passed, self._act.actor
        person = self._act.rights.persons.get(actor.person or "")
        role = self._pinned.definition.roles.get(passed.role or "") if passed else None
        return {
            "label": passed.transition.label if passed else None,
            "verb": passed.transition.verb if passed else None,
            "on": instant(self._act.received_at),
            "by": person.name if person else None,
            "role_label": role.label if role else None,
            "reason": passed.reason_text if passed else None,
        }
