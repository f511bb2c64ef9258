"""The history of the register told to who keeps it: what was published, who was given which rights."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from workflow.act import Act
from workflow.case import Case, read_case
from workflow.errors import NotFound
from workflow.migrating import MIGRATION
from workflow.publishing import APPROVAL, PROPOSAL, RETRACTION
from workflow.register import REGISTER, SUPPLIED, require_keeper
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.telling import Told

_BY_REF = st.select_all(t.CaseRow, "ref")
_HISTORY = st.select_all(t.HistoryRow, "case_id")


def tell_register(act: Act) -> Iterator[Told]:
    """Tell the entries of the register, in order. Raises `NotAllowed` for whoever does not keep it."""
    require_keeper(act)
    rows = act.tx.read((_BY_REF, {"ref": REGISTER}))[0]
    if not rows:
        raise NotFound(message="L'instance n'est pas initialisée.", who="l'administrateur")
    register = read_case(rows[0])
    column = _HISTORY.columns.index("entry")
    for row in act.tx.read((_HISTORY, {"case_id": register.id}))[0]:
        yield _told(act, register, orjson.loads(str(row[column])))


def _told(act: Act, register: Case, entry: Mapping[str, Any]) -> Told:
    person = act.rights.persons.get(entry["person"] or "")
    return Told(
        ref=register.ref,
        at=entry["received_at"],
        kind=entry["kind"],
        what=_WORDS[entry["kind"]].format(**_deed(entry)),
        who=person.name if person else entry["person"] or "Jalon",
        channel=entry["channel"],
        state=register.title,
        position=entry["position"],
        pretended=bool(entry.get("pretended")),
    )


def _deed(entry: Mapping[str, Any]) -> dict[str, str]:
    # Who somebody is lies beside the entry, so that it may be erased; the entry keeps the short name.
    known = ", ".join(path.partition(".")[2] for path in entry["answers"])
    deed = {"person": known} | dict(entry.get("register") or {})
    scope = " ".join(part for part in (deed.get("scope_kind"), deed.get("scope_value")) if part)
    supplied = f", fournie par {deed['supplier']}" if "supplier" in deed else ""
    return {name: str(value) for name, value in deed.items()} | {"scope": scope, "supplied": supplied}


_WORDS = {
    "found": "Fondation de l'instance « {name} »",
    SUPPLIED: "Publication de {code}, n° {number}, {digest}{supplied}",
    PROPOSAL: "Proposition de {code}, n° {number}, {digest}",
    APPROVAL: "Approbation de {code}, n° {number}, {digest}",
    MIGRATION: "Migration de dossiers de {code}, de {from} à {to}, plan {plan}",
    RETRACTION: "Retrait de la proposition {code}, n° {number}, {digest}",
    "person": "Personne connue : {person}",
    "grant": "Droit donné à {person_id} : {role} ({scope})",
}
"""What each kind of entry of the register says."""
