"""Definitions as the command line names them: by code when shipped, by path otherwise."""

from collections.abc import Iterator
from pathlib import Path

from workflow.definition.catalogue import load, load_path, shipped_codes
from workflow.definition.errors import UnknownCall
from workflow.definition.model import Definition
from workflow.definition.resolved import Resolved

APPLICATION = "application"
_SUFFIX = ".yaml"


def shipped_to_publish() -> Iterator[Resolved]:
    """Give what ships with Jalon and cases are created from: calls, meetings; not what they only extend."""
    for code in shipped_codes():
        resolved = load(code)
        if resolved.definition.ref is not None:
            yield resolved


def shipped_calls() -> Iterator[Resolved]:
    """Give the calls that ship with Jalon, resolved, by code."""
    return (resolved for resolved in shipped_to_publish() if is_call(resolved.definition))


def is_call(definition: Definition) -> bool:
    """Tell whether applications are filed under a definition, known dates or not."""
    return definition.ref is not None and any(
        machine.serves == APPLICATION for machine in definition.machines.values()
    )


def named(name: str) -> Resolved:
    """Give a definition by its code, or by the path of its file. Raises `UnknownCall`, `Defective`."""
    path = Path(name)
    if path.suffix != _SUFFIX and len(path.parts) == 1:
        return load(name)
    if not path.is_file():
        raise UnknownCall(
            message=f"Le fichier « {name} » n'existe pas.",
            seen={"fichier": name},
            remedies=("vérifier son chemin, ou donner le code d'un appel livré",),
        )
    return load_path(path)
