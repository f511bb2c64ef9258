"""Versions of definitions as they are read: in a line, before they are approved, in their certificate."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commands.printing import counted, paris_instant

if TYPE_CHECKING:
    from workflow.act import Act
    from workflow.versions import Version

_MOST_SHOWN = 40
_SUBJECTS = {
    "machines": "circuit",
    "states": "état",
    "moves": "passage",
    "rules": "règle",
    "forms": "formulaire",
    "roles": "rôle",
    "parameters": "paramètre",
    "windows": "guichet",
    "properties": "propriété",
}


def proposal_lines(act: "Act", code: str) -> Iterator[str]:
    """Write what an approver reads: who proposes what, the judgement, what changes, what is lacking."""
    from workflow.changes import changes  # noqa: PLC0415 -- slow import
    from workflow.publishing import awaiting  # noqa: PLC0415 -- slow import
    from workflow.register import require_keeper  # noqa: PLC0415 -- slow import
    from workflow.staffing import lacks  # noqa: PLC0415 -- slow import
    from workflow.versions import current, versions  # noqa: PLC0415 -- slow import

    require_keeper(act)
    waiting, now = awaiting(act, code=code), current(versions(act, code))
    bundle = act.pinned_by(waiting.digest).bundle
    yield f"{waiting.name} — {bundle.definition.title}"
    yield f"texte : {waiting.digest}"
    yield f"proposé par : {waiting.author}, le {paris_instant(waiting.proposed_at)}"
    yield from judged_lines(waiting.judged)
    if now is None:
        yield "change : tout ; aucune version n'est encore publiée"
    else:
        told = list(changes(act.pinned_by(now.digest).bundle, bundle))
        yield f"change, de la version n° {now.number} : {counted(len(told), 'différence')}"
        yield from _listed(told)
    yield from (f"avertissement : {lack}" for lack in lacks(act, bundle))
    yield f"pour l'approuver : jalon calls approve {code} --digest {waiting.digest}"


def _listed(told: Sequence[str]) -> Iterator[str]:
    yield from (f"  {one}" for one in told[:_MOST_SHOWN])
    if len(told) > _MOST_SHOWN:
        yield f"  … et {len(told) - _MOST_SHOWN} autres"


def judged_lines(judged: Mapping[str, Any]) -> Iterator[str]:
    """Write what the judge reported of a text, warnings one by one."""
    if not judged:
        yield "vérification : inconnue, publié avant qu'elle soit gardée"
        return
    yield f"vérificateur : {judged['checker']}"
    sizes = [counted(number, _SUBJECTS.get(name, name)) for name, number in judged["sizes"].items()]
    yield f"vérifié : {', '.join(sizes)}"
    if "errors" not in judged:
        yield "vérification : faite avant la livraison de Jalon, dont ce texte fait partie"
        return
    for one in judged["explored"]:
        situations, passages = counted(one["situations"], "situation"), counted(one["passages"], "passage")
        yield f"  parcouru : {one['machine']}, {situations}, {passages}"
    yield from (f"  prouvé : {promise}" for promise in judged["promises"])
    warnings = judged["warnings"]
    yield f"résultat : {counted(judged['errors'], 'erreur')}, {counted(len(warnings), 'avertissement')}"
    for one in warnings:
        yield f"  accepté : {one['code']} {one['message']} ({one['where']})"


def version_row(version: "Version") -> tuple[str, ...]:
    """Write a version in a line: name, author, approver, when, checker, warnings, digest."""
    from workflow.certificate import supplier_of  # noqa: PLC0415 -- slow import
    from workflow.versions import SHORT  # noqa: PLC0415 -- slow import

    warnings = version.judged.get("warnings")
    return (
        version.name,
        version.author or supplier_of(version),
        version.decided_by or "",
        paris_instant(version.decided_at or version.proposed_at),
        str(version.judged.get("checker", "inconnu")),
        "" if warnings is None else str(len(warnings)),
        version.digest[:SHORT],
    )
