"""The certificate of a version: what was judged, by which checker, who put it forward and approved it."""

from typing import Any

from workflow.act import Act
from workflow.publishing import SUPPLIER
from workflow.register import require_keeper
from workflow.versions import Version, find_version


def certificate(act: Act, name: str) -> dict[str, Any]:
    """Give the certificate of a published version, by its name, its code or its digest, as JSON.

    Of what came with Jalon, `author` is Jalon and its version, and only the sizes are told: it was
    judged before it was delivered. Of what was published by one person before versions were put
    forward, `judged` is empty. Raises `NotAllowed` for who does not keep the register, `NotFound`.
    """
    require_keeper(act)
    version = find_version(act, name)
    title = act.pinned_by(version.digest).definition.title
    return {
        "certificate": 1,
        "code": version.code,
        "number": version.number,
        "title": title,
        "digest": version.digest,
        "author": version.author or supplier_of(version),
        "supplied": version.author is None,
        "proposed_at": version.proposed_at,
        "approver": version.decided_by,
        "approved_at": version.decided_at,
        "judged": dict(version.judged),
    }


def supplier_of(version: Version) -> str:
    """Name Jalon in the version that brought a text."""
    checker = str(version.judged.get("checker", ""))
    return f"{SUPPLIER.split()[0]} {checker.partition('+')[0]}".strip()
