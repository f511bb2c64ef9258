"""Letters to write mails from: the sample, an association's, an early one, and any of them changed."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from forms.letter import SAMPLE, Letter


def changed(changes: Mapping[str, object], *, letter: Letter = SAMPLE) -> Letter:
    """A copy of a letter with some dotted names set to other values."""
    copy: dict[str, Any] = deepcopy(dict(letter))
    for path, value in changes.items():
        *parents, last = path.split(".")
        part = copy
        for name in parents:
            part = part[name]
        part[last] = value
    return copy


ASSOCIATION = changed(
    {
        "lead.name": "Cités Unies d'Exemple",
        "lead.kind": "association",
        "lead.kind_label": "association",
        "lead.siret": None,
        "lead.rna": "W751000001",
        "lead.private_law": True,
        "call.title": "Clés en main 2025",
        "call.code": "cles-en-main-2025",
        "case.ref": "CEM25-0003",
        "instance.demo": False,
    }
)

# What a letter holds at the start: nothing decided, nothing asked, nothing signed.
EARLY = changed(
    {
        "recipient.name": None,
        "service.phone": None,
        "ceiling": None,
        "findings": [],
        "opinions": [],
        "opinion": None,
        "proposal": None,
        "decision": None,
        "convention": None,
        "schedule": None,
        "silence": None,
        "correction": None,
        "act.reason": None,
        "case.themes": [],
        "foreign_authorities": [],
    }
)

# Everything a mail may do without, one after the other and all together.
SPARSE = changed(
    {
        "service.phone": None,
        "ceiling": None,
        "findings": None,
        "foreign_authorities": None,
        "schedule": None,
        "silence.implicit_refusal_on": None,
        "correction.due_on": None,
        "case.themes": None,
        "decision.decided_on": None,
        "decision.notified_on": None,
        "decision.reason": None,
        "decision.conditions": None,
        "convention.number": None,
        "convention.starts_on": None,
        "convention.ends_on": None,
        "convention.commitment": None,
        "convention.signed_by_beneficiary_on": None,
        "convention.signed_by_state_on": None,
        "opinion.key_name": None,
        "opinion.kind_label": None,
        "opinion.text": None,
        "opinion.given_on": None,
        "opinion.due_on": None,
        "proposal.comment": None,
        "call.opens": None,
        "call.closes": None,
        "act.reason": None,
    }
)
