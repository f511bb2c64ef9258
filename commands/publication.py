"""Publishing calls in an instance: judged, packed, written in the register."""

from collections.abc import Iterator
from pathlib import Path

from commands.settings import Settings
from workflow.definition.bundle import Bundle, pack
from workflow.definition.catalogue import load, load_path, shipped_codes
from workflow.definition.errors import Defective
from workflow.definition.judge import judge
from workflow.definition.resolved import Resolved
from workflow.house import House
from workflow.register import publish

_SUFFIX = ".yaml"


def shipped_calls() -> Iterator[Resolved]:
    """Give the calls that ship with Jalon, resolved, by code."""
    for code in shipped_codes():
        resolved = load(code)
        if resolved.definition.is_call():
            yield resolved


def named(name: str) -> Resolved:
    """Give a definition by its code, or by the path of its file."""
    path = Path(name)
    return load_path(path) if path.suffix == _SUFFIX or len(path.parts) > 1 else load(name)


def require_sound(resolved: Resolved) -> Resolved:
    """Give the definition back when it may be published; else raise `Defective` with its errors."""
    problems = tuple(problem for problem in judge(resolved) if problem.level == "error")
    if problems:
        raise Defective(name=resolved.definition.code, problems=problems, texts=resolved.texts)
    return resolved


def publish_all(
    house: House, settings: Settings, definitions: Iterator[Resolved]
) -> Iterator[tuple[Bundle, bool]]:
    """Publish each definition in an act of its own; tell whether it was new."""
    for resolved in definitions:
        bundle = pack(resolved.definition)
        with house.act(settings.actor(), at=settings.at) as act:
            fresh = publish(act, bundle)
        yield bundle, fresh
