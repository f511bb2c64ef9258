"""Marks taken off acts, states and phases: what the engine is no longer told."""

from collections.abc import Iterator

from workflow.definition.mutation.alteration import Alteration, removal, replacement
from workflow.definition.mutation.sites import act_sites, machine_sites, state_sites
from workflow.definition.resolved import Resolved

_OF_ACTS = {
    "while": ("open_while", "{said} possible hors de l'ouverture du guichet"),
    "form": ("form", "{said} sans son formulaire"),
    "reason": ("reason", "{said} sans motif demandé"),
    "exceptional": ("exceptional", "{said} compté comme une issue ordinaire"),
    "envelope": ("envelope", "{said} sans effet sur l'enveloppe"),
    "does": ("does", "{said} sans sa nature (« does »)"),
    "relays": ("relays", "{said} sans relais vers l'autre dossier"),
    "silent": ("silent", "{said} sans la raison de son silence"),
}
_OF_STATES = {
    "draft": "{said} n'est plus un brouillon",
    "final": "{said} n'est plus final",
    "outcome": "{said} sans issue",
    "silence": "{said} sans effet du silence",
    "next_actor": "{said} sans personne attendue",
}
_ABSENT = (None, False, "none")
_OTHERWISE = {
    "outcome": ("positive", "negative", "neutral"),
    "envelope": ("reserve", "release"),
    "on_parent_end": ("cancel", "keep"),
}


def drop_mark_of_act(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each single mark of each act: window, form, reason, envelope, nature, relay, silence."""
    for site in act_sites(resolved):
        for key, (name, told) in _OF_ACTS.items():
            if getattr(site.act, name) not in _ABSENT:
                yield removal((*site.path, key), told.format(said=site.said))


def drop_mark_of_state(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each single mark of each state: draft, final, outcome, silence, who is awaited."""
    for site in state_sites(resolved):
        for key, told in _OF_STATES.items():
            if getattr(site.state, key):
                yield removal((*site.path, key), told.format(said=site.said))


def change_outcome(resolved: Resolved) -> Iterator[Alteration]:
    """Give each final state each other outcome."""
    for site in state_sites(resolved):
        for word in _others("outcome", site.state.outcome):
            yield replacement((*site.path, "outcome"), word, f"{site.said} a pour issue « {word} »")


def change_envelope(resolved: Resolved) -> Iterator[Alteration]:
    """Let each act that reserves release, and each that releases reserve."""
    for site in act_sites(resolved):
        for word in _others("envelope", site.act.envelope):
            told = f"{site.said} fait « {word} » sur l'enveloppe"
            yield replacement((*site.path, "envelope"), word, told)


def add_final(resolved: Resolved) -> Iterator[Alteration]:
    """Mark each state that people leave as final."""
    for site in state_sites(resolved):
        if not site.state.final:
            yield replacement((*site.path, "final"), "true", f"{site.said} devient final")


def keep_at_parent_end(resolved: Resolved) -> Iterator[Alteration]:
    """Let each open state of a child survive its parent, and each that survives be cancelled."""
    for site in state_sites(resolved):
        if site.machine.serves == "child" and not site.state.final:
            for word in _others("on_parent_end", site.state.on_parent_end):
                told = f"{site.said} : « {word} » à la fin du dossier"
                yield replacement((*site.path, "on_parent_end"), word, told)


def unmask_phase(resolved: Resolved) -> Iterator[Alteration]:
    """Show each hidden phase as it is."""
    for path, machine in machine_sites(resolved):
        for name, phase in machine.phases.items():
            if phase.shown_as:
                here = (*path, "phases", name, "shown_as")
                yield removal(here, f"phase « {phase.label} » montrée au porteur")


def _others(key: str, held: str | None) -> tuple[str, ...]:
    return tuple(word for word in _OTHERWISE[key] if held is not None and word != held)
