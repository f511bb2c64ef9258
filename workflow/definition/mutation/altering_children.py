"""Children altered: those made, those opened, what leaving does to them, what is waited for."""

from collections.abc import Iterator

from workflow.definition.mutation.alteration import Alteration, removal, renaming, replacement
from workflow.definition.mutation.sites import join_sites, opening_sites, spawn_sites
from workflow.definition.resolved import Resolved

_WORDS = {
    "on_leave": ("cancel", "keep"),
    "if_none": ("skip", "refuse"),
    "again": ("renew", "keep", "add"),
    "for_each": ("once", "lead.region", "authorities.regions", "countries", "joint_countries"),
}
_OUTCOMES = ("all", "any", "none")


def drop_spawn(resolved: Resolved) -> Iterator[Alteration]:
    """Make no such children at each state that makes some."""
    for path, _, site in spawn_sites(resolved):
        yield removal(path, f"« {path[-1]} » n'est plus demandé à {site.said}")


def drop_opening(resolved: Resolved) -> Iterator[Alteration]:
    """Let nobody open each child that a person opens."""
    for path, opening, site in opening_sites(resolved):
        yield removal(path, f"« {opening.label} » n'est plus possible à {site.said}")


def change_spawn(resolved: Resolved) -> Iterator[Alteration]:
    """Give each word that governs children each of its other values."""
    for path, spawn, site in spawn_sites(resolved):
        for key, words in _WORDS.items():
            held = getattr(spawn, key)
            for word in words:
                if word != held:
                    told = f"« {path[-1]} » ouvert avec « {key}: {word} » à {site.said}"
                    yield replacement((*path, key), word, told)


def change_on_leave(resolved: Resolved) -> Iterator[Alteration]:
    """Keep what leaving cancels, cancel what it keeps, for children that a person opens."""
    for path, opening, site in opening_sites(resolved):
        word = "keep" if opening.on_leave == "cancel" else "cancel"
        told = f"« {opening.label} » avec « on_leave: {word} » à {site.said}"
        yield replacement((*path, "on_leave"), word, told)


def drop_opening_form(resolved: Resolved) -> Iterator[Alteration]:
    """Ask nothing when a child is opened."""
    for path, opening, site in opening_sites(resolved):
        if opening.form:
            yield removal((*path, "form"), f"« {opening.label} » sans formulaire à {site.said}")


def drop_awaited(resolved: Resolved) -> Iterator[Alteration]:
    """Forget each outcome of each join that names several."""
    for path, join, said in join_sites(resolved):
        for key in _OUTCOMES:
            states = getattr(join, key)
            for index, state in enumerate(states if len(states) > 1 else ()):
                of = ", ".join(join.children)
                told = f"« {state} » de « {of} » n'est plus compté dans l'attente de {said}"
                yield removal((*path, key, index), told)


def drop_awaited_children(resolved: Resolved) -> Iterator[Alteration]:
    """Forget each of the children that a join waits for together."""
    for path, join, said in join_sites(resolved):
        for index, slot in enumerate(join.children if len(join.children) > 1 else ()):
            yield removal((*path, "children", index), f"« {slot} » n'est plus attendu par {said}")


def all_to_any(resolved: Resolved) -> Iterator[Alteration]:
    """Let one child do where all were waited for."""
    for path, join, said in join_sites(resolved):
        if join.all and not join.any:
            node = resolved.place((*path, "all")).node
            told = f"un seul « {', '.join(join.children)} » suffit à {said}"
            yield renaming((*path, "all"), to="any", node=node, told=told)


def drop_or_none(resolved: Resolved) -> Iterator[Alteration]:
    """Wait for children though there may be none."""
    for path, join, said in join_sites(resolved):
        if join.or_none:
            yield removal((*path, "or_none"), f"{said} attend même sans aucun enfant")
