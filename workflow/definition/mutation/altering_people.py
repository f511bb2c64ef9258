"""People altered: who may act, who may not do both, who stands inside the house."""

from collections.abc import Iterator

from workflow.definition.mutation.alteration import Alteration, removal, replacement
from workflow.definition.mutation.naming import say_act, say_role
from workflow.definition.mutation.sites import act_sites, opening_sites, state_sites
from workflow.definition.resolved import Resolved
from workflow.definition.words import GIVER


def drop_role(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each role of the acts that several may make."""
    for site in act_sites(resolved):
        if len(site.act.by) > 1:
            for index, role in enumerate(site.act.by):
                told = f"{site.said} n'est plus fait par {say_role(resolved.definition, role)}"
                yield removal((*site.path, "by", index), told)


def give_outside(resolved: Resolved) -> Iterator[Alteration]:
    """Let each act that only people of the house make be made by each role outside too."""
    yield from _given(resolved, to="outside")


def give_inside(resolved: Resolved) -> Iterator[Alteration]:
    """Let each act that only people outside make be made by each role of the house too."""
    yield from _given(resolved, to="inside")


def _given(resolved: Resolved, *, to: str) -> Iterator[Alteration]:
    roles = resolved.definition.roles
    for site in act_sites(resolved):
        kinds = {
            "outside" if role == GIVER else roles[role].kind
            for role in site.act.by
            if role in {*roles, GIVER}
        }
        for name, role in roles.items():
            if kinds and role.kind == to and to not in kinds:
                told = f"{site.said} permis aussi à {say_role(resolved.definition, name)}"
                yield replacement((*site.path, "by", len(site.act.by)), name, told)


def swap_side(resolved: Resolved) -> Iterator[Alteration]:
    """Put each role on the other side of the house's door."""
    for name, role in resolved.definition.roles.items():
        kind = "inside" if role.kind == "outside" else "outside"
        where = "de la maison" if kind == "inside" else "du dehors"
        yield replacement(("roles", name, "kind"), kind, f"« {role.label} » devient un rôle {where}")


def change_scope(resolved: Resolved) -> Iterator[Alteration]:
    """Let each role that sees a part of the cases see them all."""
    for name, role in resolved.definition.roles.items():
        if role.scope != "all":
            told = f"« {role.label} » porte sur tous les dossiers"
            yield replacement(("roles", name, "scope"), "all", told)


def drop_unlike(resolved: Resolved) -> Iterator[Alteration]:
    """Let one person do both of two acts that are kept apart."""
    for site in act_sites(resolved):
        for index, other in enumerate(site.act.unlike):
            told = f"{site.said} permis à qui a fait {say_act(site.machine, other)}"
            yield removal((*site.path, "unlike", index), told)


def drop_editor(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each role that may change the answers in a state."""
    for site in state_sites(resolved):
        for index, role in enumerate(site.state.editable_by):
            told = f"{say_role(resolved.definition, role)} ne modifie plus rien à {site.said}"
            yield removal((*site.path, "editable_by", index), told)


def add_editor(resolved: Resolved) -> Iterator[Alteration]:
    """Let whoever may change the answers in some state change them in each other one too."""
    sites = [site for site in state_sites(resolved) if not site.state.final]
    for site in sites:
        editors = {role for one in sites if one.machine is site.machine for role in one.state.editable_by}
        for role in sorted(editors - {*site.state.editable_by}):
            here = (*site.path, "editable_by", len(site.state.editable_by))
            told = f"{say_role(resolved.definition, role)} modifie les réponses à {site.said}"
            yield replacement(here, role, told)


def change_opener(resolved: Resolved) -> Iterator[Alteration]:
    """Let people of the other side open each child that a person opens."""
    roles = resolved.definition.roles
    for path, opening, site in opening_sites(resolved):
        kinds = {roles[role].kind for role in opening.by if role in roles}
        for name, role in roles.items():
            if role.kind not in kinds:
                told = f"« {opening.label} » permis aussi à « {role.label} », à {site.said}"
                yield replacement((*path, "by", len(opening.by)), name, told)
