"""Where answers can be kept outside their form's part: in any record, or in the application file."""

from collections.abc import Mapping
from types import MappingProxyType

_TEXT = frozenset({"text", "long_text"})
_NUMBERS = frozenset({"text", "integer"})
_MARKER = frozenset({"integer"})
_PIECE = frozenset({"file"})

OF_RECORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "title": frozenset({"text"}),
        "lead.name": frozenset({"text"}),
        "lead.siret": frozenset({"siret"}),
        "lead.code": frozenset({"text", "choice"}),
        "lead.region": frozenset({"region"}),
        "lead.contact.name": frozenset({"text"}),
        "lead.contact.email": frozenset({"email"}),
        "countries": frozenset({"country", "countries"}),
    }
)
"""The kinds of field each part of a record can keep."""

OF_APPLICATIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{place: kinds for place, kinds in OF_RECORDS.items() if place != "lead.code"},
        "lead.kind": frozenset({"choice"}),
        "lead.rna": frozenset({"text"}),
        "lead.profile": frozenset({"text"}),
        "lead.representative.name": frozenset({"text"}),
        "lead.representative.function": frozenset({"text"}),
        "lead.contact.function": frozenset({"text"}),
        "lead.contact.phone": frozenset({"phone"}),
        "authorities": frozenset({"table"}),
        "foreign_authorities": frozenset({"table"}),
        "countries": frozenset({"countries", "table"}),
        "rate_choice": frozenset({"choice"}),
        "months": frozenset({"integer"}),
        "themes": _TEXT | {"choices"},
        "sdgs.primary": _NUMBERS,
        "sdgs.secondary": _NUMBERS,
        "markers.gender": _MARKER,
        "markers.climate": _MARKER,
        "markers.adaptation": _MARKER,
        "markers.biodiversity": _MARKER,
        "markers.desertification": _MARKER,
        "declarations.apd_year": frozenset({"integer"}),
        "declarations.earlier_reports": frozenset({"choice"}),
        "declarations.atlas": frozenset({"date"}),
        "declarations.partnership": frozenset({"choices"}),
        "budget.total": frozenset({"money"}),
        "budget.requested": frozenset({"money"}),
        "attachments.partnership_evidence": _PIECE,
        "attachments.deliberation": _PIECE,
        "attachments.board_decision": _PIECE,
        "attachments.republican_commitment": _PIECE,
        "attachments.bank_details": _PIECE,
        "attachments.budget": _PIECE,
        "attachments.calendar": _PIECE,
        "attachments.gender_sheet": _PIECE,
        "attachments.accounts": _PIECE,
        "attachments.statutes": _PIECE,
        "attachments.other": _PIECE,
    }
)
"""The kinds of field each part of the application file can keep."""
