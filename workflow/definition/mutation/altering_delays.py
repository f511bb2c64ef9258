"""Delays altered: deadlines, reminders, clocks, and what silence is worth."""

from collections.abc import Iterator

from workflow.definition.literals import Span, UnknownValue
from workflow.definition.mutation.alteration import Alteration, Edit, removal, renaming, replacement
from workflow.definition.mutation.naming import say_act
from workflow.definition.mutation.sites import deadline_sites, machine_sites
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path


def drop_deadline(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each deadline."""
    for path, _, site in deadline_sites(resolved):
        yield removal(path, f"délai « {path[-1]} » retiré de {site.said}")


def fire_to_opens(resolved: Resolved) -> Iterator[Alteration]:
    """Let each deadline that moves the case only permit the move, and the reverse."""
    for path, deadline, site in deadline_sites(resolved):
        old, new = ("fire", "opens") if deadline.fire else ("opens", "fire")
        told = f"délai « {path[-1]} » de {site.said} : « {new} » à la place de « {old} »"
        yield renaming((*path, old), to=new, node=resolved.place((*path, old)).node, told=told)


def change_span(resolved: Resolved) -> Iterator[Alteration]:
    """Double each delay, bring it to one unit, and leave it unknown."""
    for path, after, said in _spans(resolved):
        held = (
            [] if isinstance(after, UnknownValue) else [f"{after.count * 2} {after.unit}", f"1 {after.unit}"]
        )
        for text in (*held, "unknown"):
            if text != str(after):
                yield replacement(path, text, f"délai de {said} porté à « {text} »")


def drop_reminders(resolved: Resolved) -> Iterator[Alteration]:
    """Remind nobody before each deadline."""
    for path, deadline, site in deadline_sites(resolved):
        if deadline.remind:
            edits = (Edit((*path, "remind"), None), Edit((*path, "mails"), None))
            told = f"rappels retirés du délai « {path[-1]} » de {site.said}"
            yield Alteration((*path, "remind"), told, edits)


def drop_clock(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each clock."""
    for path, machine in machine_sites(resolved):
        for name, clock in machine.clocks.items():
            yield removal((*path, "clocks", name), f"délai légal « {clock.label} » retiré")


def drop_stop(resolved: Resolved) -> Iterator[Alteration]:
    """Let each clock run on after each act that stops it."""
    for path, machine in machine_sites(resolved):
        for name, clock in machine.clocks.items():
            for index, act in enumerate(clock.stops):
                here = (*path, "clocks", name, "stops", index)
                yield removal(here, f"« {clock.label} » court encore après {say_act(machine, act)}")


def drop_pause(resolved: Resolved) -> Iterator[Alteration]:
    """Let each clock run while it should be paused."""
    for path, machine in machine_sites(resolved):
        for name, clock in machine.clocks.items():
            if clock.paused_while is not None:
                here = (*path, "clocks", name, "paused_while")
                yield removal(here, f"« {clock.label} » n'est plus suspendu")


def _spans(resolved: Resolved) -> Iterator[tuple[Path, Span | UnknownValue, str]]:
    for path, deadline, site in deadline_sites(resolved):
        yield (*path, "after"), deadline.after, f"« {path[-1]} » à {site.said}"
    for path, machine in machine_sites(resolved):
        for name, clock in machine.clocks.items():
            yield (*path, "clocks", name, "after"), clock.after, f"« {clock.label} »"
