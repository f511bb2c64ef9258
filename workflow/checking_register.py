"""The register refolded: publications, persons, rights and settings, as their acts say."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.act import Act
from workflow.case import canonical
from workflow.publishing import APPROVAL, PROPOSAL, RETRACTION
from workflow.register import SUPPLIED
from workflow.replay import Discrepancy, Registration, Replayed
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import PENDING, PUBLISHED, RETRACTED

_PUBLICATIONS = st.select_all(t.Publication)
_VERSIONS = st.select_all(t.Version)
_RIGHTS = st.select_all(t.Right)
_PERSONS = st.select_all(t.Person)
_SETTINGS = st.select_all(t.Setting)
_KINDS = {
    "publication": "la publication",
    "version": "la version",
    "right": "le droit",
    "person": "la personne",
    "setting": "le réglage",
}
_TOLD_TEXT = ("code", "digest", "title")
_TOLD_SETTINGS = ("name", "demo")


@dataclass(slots=True)
class Registered:
    """What the acts of the register amount to: each fact as canonical JSON, by kind; and the versions."""

    facts: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in _KINDS})
    versions: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)

    def add(self, replayed: Replayed) -> None:
        """Add the facts one history tells; only the register's tells any."""
        for told in replayed.registered:
            self._add_one(told)
        for version in self.versions.values() if replayed.registered else ():
            self._keep("version", version)
        if replayed.registered:
            for person, known in replayed.answers.get("persons", {}).items():
                self._keep("person", {"id": person, **known})

    def _add_one(self, told: Registration) -> None:
        deed = told.deed
        if told.kind in {PROPOSAL, SUPPLIED}:
            self._keep("publication", {name: deed[name] for name in _TOLD_TEXT})
            self.versions[deed["code"], deed["number"]] = told_version(told)
        elif told.kind in {APPROVAL, RETRACTION}:
            status = PUBLISHED if told.kind == APPROVAL else RETRACTED
            decided = {"status": status, "decided_by": told.person, "decided_at": told.at}
            self.versions[deed["code"], deed["number"]] |= decided
        elif told.kind == "grant":
            self._keep("right", deed)
        elif told.kind == "found":
            self._keep("right", deed["right"])
            self._keep("setting", {"name": "name", "value": deed["name"]})
            self._keep("setting", {"name": "demo", "value": "true" if deed["demo"] else "false"})

    def read(self, kind: str, rows: list[dict[str, Any]]) -> None:
        """Add the facts of a table."""
        for row in rows:
            self._keep(kind, row)

    def _keep(self, kind: str, fact: Mapping[str, Any]) -> None:
        self.facts[kind].add(canonical(fact))


def told_version(told: Registration) -> dict[str, Any]:
    """Give the row of a version as its first entry tells it: put forward, or published at once.

    Before versions were put forward, whoever kept the register published alone, as author and approver.
    """
    deed, supplied = told.deed, told.kind == SUPPLIED
    return {
        "code": deed["code"],
        "number": deed["number"],
        "digest": deed["digest"],
        "status": PUBLISHED if supplied else PENDING,
        "author": None if "supplier" in deed else told.person,
        "proposed_at": told.at,
        "decided_by": told.person if supplied else None,
        "decided_at": told.at if supplied else None,
        "judged": canonical(deed.get("judged", {})),
    }


def compare_register(act: Act, registered: Registered) -> Iterator[Discrepancy]:
    """Compare the tables of the register with what its history tells."""
    publications, versions, rights, persons, settings = (
        [dict(zip(one.columns, row, strict=True)) for row in act.tx.read((one, {}))[0]]
        for one in (_PUBLICATIONS, _VERSIONS, _RIGHTS, _PERSONS, _SETTINGS)
    )
    for row in publications:
        if f"sha256:{hashlib.sha256(str(row['text']).encode()).hexdigest()}" != row["digest"]:
            yield Discrepancy(str(row["code"]), "le texte publié ne correspond plus à son empreinte")
    kept = Registered()
    kept.read("publication", [{name: row[name] for name in _TOLD_TEXT} for row in publications])
    kept.read("version", versions)
    kept.read("right", rights)
    kept.read("person", persons)
    kept.read("setting", [row for row in settings if row["name"] in _TOLD_SETTINGS])
    for kind, what in _KINDS.items():
        for fact in sorted(kept.facts[kind] - registered.facts[kind]):
            yield Discrepancy("registre", f"{what} {fact} est en base et non dans l'histoire")
        for fact in sorted(registered.facts[kind] - kept.facts[kind]):
            yield Discrepancy("registre", f"{what} {fact} est dans l'histoire et non en base")
