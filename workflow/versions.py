"""The versions of each definition: put forward, published, retracted; the newest published one is current."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from workflow.act import Act
from workflow.errors import Impossible, NotFound
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Row

PENDING = "pending"
PUBLISHED = "published"
RETRACTED = "retracted"
SHORT = len("sha256:") + 12
"""How much of a digest names a version without mistake."""

_RANK = "@"
_ALL = st.select_all(t.Version)
_OF_CODE = st.select_all(t.Version, "code")
_OF_DIGEST = st.select_all(t.Version, "digest")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a definition: who put it forward, what became of it, what the judge reported.

    Without an author, it came with Jalon; without a decision, it waits for one.
    """

    code: str
    number: int
    digest: str
    status: str
    author: str | None
    proposed_at: str
    decided_by: str | None
    decided_at: str | None
    judged: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Give the name by which people call it: `sport-2026@2`."""
        return f"{self.code}{_RANK}{self.number}"

    def tree(self) -> dict[str, Any]:
        """Give the version as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def versions(act: Act, code: str | None = None) -> list[Version]:
    """Give the versions of a code, or of all, by code and number."""
    asked = (_ALL, {}) if code is None else (_OF_CODE, {"code": code})
    return [_read(row) for row in act.tx.read(asked)[0]]


def _read(row: Row) -> Version:
    return Version(*row[:-1], orjson.loads(str(row[-1])))  # type: ignore[call-arg, arg-type]  # columns of the table


def current(found: Iterable[Version]) -> Version | None:
    """Give the version under which new cases are made: of one code, the last one published."""
    return max((one for one in found if one.status == PUBLISHED), key=_number, default=None)


def pending(found: Iterable[Version]) -> Version | None:
    """Give the version that waits for a decision: of one code, there is one at most."""
    return next((one for one in found if one.status == PENDING), None)


def _number(version: Version) -> int:
    return version.number


def published(act: Act, code: str) -> Pinned:
    """Give the definition of a code under which new cases are made."""
    found = current(versions(act, code))
    if found is None:
        raise NotFound(
            message=f"Aucun appel « {code} » n'est publié dans cette instance.",
            who="vous, ou l'administrateur de l'appel",
            remedies=("voir les appels publiés avec « jalon calls published »",),
        )
    return act.pinned_by(found.digest)


def known_roles(act: Act) -> set[str]:
    """Give every role that a published definition knows, older versions included: cases live by them."""
    digests = {one.digest for one in versions(act) if one.status == PUBLISHED}
    return {role for digest in digests for role in act.pinned_by(digest).definition.roles}


def known_calls(act: Act) -> set[str]:
    """Give the codes of what is published."""
    return {one.code for one in versions(act) if one.status == PUBLISHED}


def published_at(act: Act, digest: str) -> str | None:
    """Give the instant at which a text was first published, or None."""
    found = [_read(row) for row in act.tx.read((_OF_DIGEST, {"digest": digest}))[0]]
    return min((one.decided_at for one in found if one.status == PUBLISHED and one.decided_at), default=None)


def find_version(act: Act, name: str) -> Version:
    """Give a published version by its name (`sport-2026@2`), its code (the current one) or its digest.

    Of a digest published several times, the last. Raises `NotFound` with those there are.
    """
    code, _, rank = name.partition(_RANK)
    known = [one for one in versions(act) if one.status == PUBLISHED]
    if is_digest(name):
        found = [one for one in known if one.digest.startswith(name)]
    else:
        found = [one for one in known if one.code == code and rank in {"", str(one.number)}]
    if not found:
        near = [one.name for one in known if one.code == code] or sorted({one.code for one in known})
        raise NotFound(
            message=f"Aucune version publiée ne s'appelle « {name} ».",
            who="vous",
            seen={"versions publiées": ", ".join(near) or "aucune"},
            remedies=("voir les versions avec « jalon calls published »",),
        )
    if len({one.digest for one in found}) > 1 and is_digest(name):
        raise Impossible(
            message=f"« {name} » désigne plusieurs versions : {', '.join(one.name for one in found)}.",
            who="vous",
            remedies=("donner davantage de l'empreinte",),
        )
    return found[-1]


def is_digest(name: str) -> bool:
    """Tell whether a name is a digest, or a beginning of one long enough to name a version."""
    return name.startswith("sha256:") and len(name) >= SHORT
