"""The register refolded: publications, persons, rights and settings, as their acts say."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.act import Act
from workflow.case import canonical
from workflow.replay import Discrepancy, Replayed
from workflow.store import statements as st
from workflow.store import tables as t

_PUBLICATIONS = st.select_all(t.Publication)
_RIGHTS = st.select_all(t.Right)
_PERSONS = st.select_all(t.Person)
_SETTINGS = st.select_all(t.Setting)
_KINDS = {
    "publication": "la publication",
    "right": "le droit",
    "person": "la personne",
    "setting": "le réglage",
}
_PUBLISHED = ("code", "digest", "number", "title")
_TOLD_SETTINGS = ("name", "demo")


@dataclass(slots=True)
class Registered:
    """What the acts of the register amount to: each fact as canonical JSON, by kind."""

    facts: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in _KINDS})

    def add(self, replayed: Replayed) -> None:
        """Add the facts one history tells; only the register's tells any."""
        for kind, deed in replayed.registered:
            if kind == "publish":
                self._keep("publication", deed)
            elif kind == "grant":
                self._keep("right", deed)
            elif kind == "found":
                self._keep("right", deed["right"])
                self._keep("setting", {"name": "name", "value": deed["name"]})
                self._keep("setting", {"name": "demo", "value": "true" if deed["demo"] else "false"})
        if replayed.registered:
            for person, told in replayed.answers.get("persons", {}).items():
                self._keep("person", {"id": person, **told})

    def read(self, kind: str, rows: list[dict[str, Any]]) -> None:
        """Add the facts of a table."""
        for row in rows:
            self._keep(kind, row)

    def _keep(self, kind: str, fact: Mapping[str, Any]) -> None:
        self.facts[kind].add(canonical(fact))


def compare_register(act: Act, registered: Registered) -> Iterator[Discrepancy]:
    """Compare the tables of the register with what its history tells."""
    publications, rights, persons, settings = (
        [dict(zip(one.columns, row, strict=True)) for row in act.tx.read((one, {}))[0]]
        for one in (_PUBLICATIONS, _RIGHTS, _PERSONS, _SETTINGS)
    )
    for row in publications:
        if f"sha256:{hashlib.sha256(str(row['text']).encode()).hexdigest()}" != row["digest"]:
            yield Discrepancy(str(row["code"]), "le texte publié ne correspond plus à son empreinte")
    kept = Registered()
    kept.read("publication", [{name: row[name] for name in _PUBLISHED} for row in publications])
    kept.read("right", rights)
    kept.read("person", persons)
    kept.read("setting", [row for row in settings if row["name"] in _TOLD_SETTINGS])
    for kind, what in _KINDS.items():
        for fact in sorted(kept.facts[kind] - registered.facts[kind]):
            yield Discrepancy("registre", f"{what} {fact} est en base et non dans l'histoire")
        for fact in sorted(registered.facts[kind] - kept.facts[kind]):
            yield Discrepancy("registre", f"{what} {fact} est dans l'histoire et non en base")
