"""How a rule that refuses may be waived: who may grant it, how to ask, why what is granted falls short."""

from collections.abc import Iterable, Mapping

from rules.findings import Finding
from workflow.act import Act
from workflow.case import Family
from workflow.definition.machine_model import Opening
from workflow.definition.model import FormField
from workflow.derogations import Weighed, places_of
from workflow.missing_role import named_roles
from workflow.roles import is_inside
from workflow.shelf import Pinned


def ways_to_waive(
    act: Act, findings: Iterable[Finding], *, weighed: Weighed, family: Family, pinned: Pinned
) -> tuple[str, ...]:
    """Say of each rule that may be waived who may grant it and how to ask; nothing to people outside."""
    allowed = pinned.definition.derogations or {}
    rules = [rule for rule in dict.fromkeys(one.rule for one in findings) if rule in allowed]
    root = family.root
    if not rules or not is_inside(
        act.rights, actor=act.actor, definition=pinned.definition, case=root, family=family, day=act.day
    ):
        return ()
    told: list[str] = []
    for rule in rules:
        told += weighed.short.get(rule, ())
        granted = named_roles(allowed[rule].by, case=root, pinned=pinned)
        asked = _asked(rule, family, pinned)
        told.append(f"{rule} peut être écartée par dérogation, accordée par : {granted} ; {asked}")
    return tuple(told)


def _asked(rule: str, family: Family, pinned: Pinned) -> str:
    """Say how the derogation is asked where the application stands, or that it cannot be here."""
    root = family.root
    found = openings_of(pinned, machine=root.machine, state=root.state)
    if not found:
        return "elle ne se demande pas à cet état"
    slot, opening = next(iter(found.items()))
    fields = pinned.definition.forms[opening.form].fields if opening.form else {}
    wanted = {mark: name for mark, (_, name) in places_of(pinned).items() if name in fields}
    shown = " ".join(
        f"--set {wanted[mark]}={value}"
        for mark, value in (("rule", rule), ("reason", "…"), ("up_to", "…"), ("until", "…"))
        if mark in wanted
    )
    asking = named_roles(opening.by, case=root, pinned=pinned)
    return f"demandée par : {asking}, avec « jalon case open {root.ref} {slot} {shown} »"


def openings_of(pinned: Pinned, *, machine: str, state: str) -> Mapping[str, Opening]:
    """Give the ways by which a person opens a derogation where a case stands."""
    found = pinned.definition.machines[machine].states.get(state)
    openings = found.open if found is not None else {}
    return {slot: one for slot, one in openings.items() if one.machine in pinned.derogating}


def offered_fields(pinned: Pinned, fields: Mapping[str, FormField]) -> Mapping[str, FormField]:
    """Give the fields of a form with, as choices of those that name a rule, the rules that may be waived."""
    offered = {rule: rule for rule in pinned.definition.derogations or {}}
    return {
        name: field.model_copy(update={"options": offered}) if field.derogates == "rule" else field
        for name, field in fields.items()
    }
