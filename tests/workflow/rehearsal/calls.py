"""The shipped definitions, ready to be rehearsed."""

from collections.abc import Callable
from functools import cache
from typing import Any

from workflow.definition.bundle import Bundle, canonical, pack
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.model import Definition
from workflow.definition.words import APPLICATION
from workflow.rehearsal.completion import playable


@cache
def complete_bundle(code: str) -> Bundle:
    """Give a shipped definition with what it is lent to be played."""
    return playable(pack(load(code).definition))


def altered(code: str, edit: Callable[[Any], None]) -> Bundle:
    """Give a shipped definition with some of it changed; `edit` changes its plain JSON."""
    tree = canonical(complete_bundle(code).definition)
    edit(tree)
    return pack(Definition.model_validate(tree))


def calls() -> list[str]:
    """Give the codes under which applications can be made, once lent what they lack."""
    return [code for code in shipped_codes() if _takes_applications(complete_bundle(code).definition)]


def _takes_applications(definition: Definition) -> bool:
    served = {machine.serves for machine in definition.machines.values()}
    return bool(definition.windows) and APPLICATION in served
