"""Whether the house is ready for a definition: what its roles ask of the people it knows.

The judge looks at the text alone and cannot know this. Nothing here refuses: whoever puts a
definition forward, and whoever approves it, reads it and acts.
"""

from collections.abc import Iterable, Iterator, Mapping

from workflow.act import Act
from workflow.actor import Grant
from workflow.definition.bundle import Bundle
from workflow.definition.machine_model import MachineModel, Opening, Spawn
from workflow.definition.model import Definition, Role
from workflow.register import KEEPER, OF_CALL
from workflow.roles import AUTOMATIC, GIVER
from workflow.versions import current, known_calls, known_roles, versions

_MOST_NAMED = 5
_REGIONS = frozenset({"lead.region", "authorities.regions"})
_JOINT = "joint_countries"
_COUNTRIES = frozenset({"countries", _JOINT})
_EVERYWHERE = "all"


def lacks(act: Act, bundle: Bundle) -> Iterator[str]:
    """Say, in French, what the house lacks for a text about to be published, and what it leaves behind.

    In order: roles nobody holds, regions and countries nobody answers for, roles and windows of
    the current version that it no longer has or roles that mean something else, rights that name
    what nothing published knows.
    """
    grants = sorted(act.rights.grants, key=lambda one: (one.person, one.role, one.value))
    held = [one for one in grants if one.in_force(act.day)]
    yield from _unheld(bundle.definition, held)
    yield from _unanswered(bundle, held)
    yield from _left_behind(act, bundle.definition, held)
    yield from _dangling(act, bundle.definition, held)


def _unheld(definition: Definition, held: list[Grant]) -> Iterator[str]:
    able = {one.role for one in held if one.scope != OF_CALL or one.value == definition.code}
    for name in sorted(set(_asked(definition)) - able):
        label = definition.roles[name].label
        yield f"personne ne tient le rôle « {label} » ({name}), que cet appel demande"


def _asked(definition: Definition) -> Iterator[str]:
    """Give the roles somebody must hold for the cases of a definition to live."""
    for model in definition.machines.values():
        for transition in model.transitions.values():
            yield from (role for role in transition.by if role not in AUTOMATIC and role != GIVER)
        for child in _children(model):
            yield from (child.giver,) if child.giver else ()


def _children(model: MachineModel) -> Iterator[Spawn | Opening]:
    for state in model.states.values():
        yield from state.spawn.values()
        yield from state.open.values()


def _unanswered(bundle: Bundle, held: list[Grant]) -> Iterator[str]:
    asked = {
        (child.giver, _JOINT if child.for_each == _JOINT else child.for_each)
        for model in bundle.definition.machines.values()
        for child in _children(model)
        if isinstance(child, Spawn) and child.giver
    }
    for role, selector in sorted(asked):
        able = {one.value if one.scope != _EVERYWHERE else _EVERYWHERE for one in held if one.role == role}
        places = _places(bundle, selector)
        silent = [name for key, name in places.items() if key not in able]
        if able and silent and _EVERYWHERE not in able:
            label = bundle.definition.roles[role].label
            yield (
                f"personne ne tient le rôle « {label} » ({role}) pour {len(silent)} sur {len(places)} de "
                f"ceux à qui un avis peut être demandé : {_named(silent)}"
            )


def _places(bundle: Bundle, selector: str) -> Mapping[str, str]:
    """Give the regions or countries a selector can give, with their names, as far as the call tells them."""
    reference, countries = bundle.reference, bundle.definition.countries
    if selector in _REGIONS:
        return {code: region.name for code, region in reference.regions.items()}
    if selector not in _COUNTRIES:
        return {}
    codes = countries.joint if selector == _JOINT else countries.included
    return {code: reference.country_name(code) for code in codes}


def _left_behind(act: Act, definition: Definition, held: list[Grant]) -> Iterator[str]:
    now = current(versions(act, definition.code))
    if now is None:
        return
    before = act.pinned_by(now.digest).definition
    for name, role in before.roles.items():
        holders = sorted({one.person for one in held if one.role == name})
        if name not in definition.roles and holders:
            yield (
                f"le rôle « {role.label} » ({name}) n'y est plus ; le tiennent encore : {_named(holders)}. "
                "Les dossiers en cours le gardent"
            )
        elif holders and _powers(definition.roles[name]) != _powers(role):
            yield (
                f"le rôle « {name} » ne dit plus la même chose : « {role.label} » devient "
                f"« {definition.roles[name].label} » ; le tiennent : {_named(holders)}"
            )
    for name in before.windows:
        if name not in definition.windows:
            yield f"le guichet « {name} » n'y est plus ; celui qui est ouvert garde ses dates et ses dossiers"


def _powers(role: Role) -> tuple[str, str, str, str]:
    # Rights name a role by its id: under another meaning, they would give other powers.
    return role.label, role.kind, role.scope, role.side


def _dangling(act: Act, definition: Definition, held: list[Grant]) -> Iterator[str]:
    roles = {*known_roles(act), *definition.roles, KEEPER}
    calls = {*known_calls(act), definition.code}
    for one in held:
        if one.role not in roles:
            yield f"{one.person} tient le rôle « {one.role} », que rien de publié ne connaît"
        if one.scope == OF_CALL and one.value not in calls:
            yield f"{one.person} tient un droit sur l'appel « {one.value} », que rien de publié ne connaît"


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _MOST_NAMED
    return ", ".join(listed[:_MOST_NAMED]) + (f" et {more} autres" if more > 0 else "")
