"""Names that must exist: states, phases, transitions, machines, roles, forms, sources."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from forms.choices import LEAD_KINDS
from forms.nearest import suggest
from forms.strict_yaml import Mapping, Node, Scalar, Sequence
from workflow.definition.examination import Examination
from workflow.definition.machine_model import Effects, MachineModel, StateModel
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, CANCELLED, GIVER, ROLE_WORDS, SAME, STATE_WORDS

MOST_MOVES = 5_000
"""The moves (one for each origin of each transition) up to which a machine is judged."""

_CHOSEN_IDS = frozenset({"options", "reason", "fields"})


def judge_names(exam: Examination) -> None:
    """Report every name that leads nowhere, with the nearest that exists."""
    _roles(exam)
    for path, _, machine in exam.machines():
        _machine(exam, path, machine)
    _states(exam)
    _transitions(exam)
    _windows(exam)
    for path, source in _sources_named(exam.resolved.tree):
        exam.require(source, exam.definition.sources, path, code="DEF-025", noun="Source")


def _machine(exam: Examination, path: Path, machine: MachineModel) -> None:
    ways = sum(len(transition.origins) for transition in machine.transitions.values())
    if ways > MOST_MOVES:
        exam.say(
            "DEF-047",
            (*path, "transitions"),
            f"Cette machine compte {ways} passages d'un état à un autre ; la limite est de {MOST_MOVES}.",
            remedy="Partagez-la en machines d'enfants, ou nommez moins d'états de départ.",
            on_key=True,
        )
        exam.distrust(path)
    exam.require(machine.initial, machine.states, (*path, "initial"), code="DEF-014", noun="État")
    for name, phase in machine.phases.items():
        if phase.shown_as:
            here = (*path, "phases", name, "shown_as")
            exam.require(phase.shown_as, machine.phases, here, code="DEF-015", noun="Phase")
    for name, clock in machine.clocks.items():
        for key, triggers in (("starts", clock.starts), ("stops", clock.stops)):
            for index, trigger in enumerate(triggers):
                here = (*path, "clocks", name, key, index)
                exam.require(trigger, machine.transitions, here, code="DEF-016", noun="Transition")
    for key, effects in (("created", machine.created), ("cancelled", machine.cancelled)):
        _recipients(exam, (*path, key), effects)


def _states(exam: Examination) -> None:
    for path, name, state, machine in exam.states():
        if name in STATE_WORDS:
            told = "le moteur fournit cet état" if name == CANCELLED else "ce mot a un sens dans le langage"
            exam.say(
                "DEF-030",
                path,
                f"Un état ne peut s'appeler « {name} » : {told}.",
                remedy="Donnez un autre nom à cet état.",
                on_key=True,
            )
            exam.distrust(path)
        exam.require(state.phase, machine.phases, (*path, "phase"), code="DEF-015", noun="Phase")
        if state.next_actor:
            _role(exam, state.next_actor, (*path, "next_actor"), also={GIVER})
        for index, role in enumerate(state.editable_by):
            _role(exam, role, (*path, "editable_by", index), also={GIVER})
        _children(exam, path, state)
        _deadlines(exam, path, state, machine)


def _children(exam: Examination, path: Path, state: StateModel) -> None:
    definition = exam.definition
    for key, children in (("spawn", state.spawn), ("open", state.open)):
        for slot, child in children.items():
            here = (*path, key, slot)
            exam.require(
                child.machine, definition.machines, (*here, "machine"), code="DEF-018", noun="Machine"
            )
            if child.giver:
                _role(exam, child.giver, (*here, "giver"))
    for slot, opening in state.open.items():
        here = (*path, "open", slot)
        for index, role in enumerate(opening.by):
            _role(exam, role, (*here, "by", index), also={GIVER})
        if opening.form:
            exam.require(opening.form, definition.forms, (*here, "form"), code="DEF-020", noun="Formulaire")


def _deadlines(exam: Examination, path: Path, state: StateModel, machine: MachineModel) -> None:
    for slot, deadline in state.deadlines.items():
        here = (*path, "deadlines", slot)
        for key, trigger in (("fire", deadline.fire), ("opens", deadline.opens)):
            if trigger:
                exam.require(trigger, machine.transitions, (*here, key), code="DEF-016", noun="Transition")
        _recipients(exam, here, Effects(mails=deadline.mails))


def _transitions(exam: Examination) -> None:
    for path, name, transition, machine in exam.transitions():
        if not transition.origins:
            exam.say(
                "DEF-015",
                (*path, "from"),
                f"« {name} » ne part d'aucun état : la phase nommée n'en a pas.",
                remedy="Nommez une autre phase, ou retirez la transition.",
                on_key=True,
            )
        for index, origin in enumerate(transition.origins):
            exam.require(origin, machine.states, (*path, "from", index), code="DEF-014", noun="État")
        known = (*machine.states, SAME)
        exam.require(transition.target, known, (*path, "to"), code="DEF-014", noun="État")
        for index, role in enumerate(transition.by):
            _role(exam, role, (*path, "by", index), also=ROLE_WORDS)
        for index, trigger in enumerate(transition.unlike):
            here = (*path, "unlike", index)
            exam.require(trigger, machine.transitions, here, code="DEF-016", noun="Transition")
        if transition.form:
            exam.require(
                transition.form, exam.definition.forms, (*path, "form"), code="DEF-020", noun="Formulaire"
            )
        _recipients(exam, path, Effects(mails=transition.mails))


def _roles(exam: Examination) -> None:
    for name in exam.definition.roles:
        if name in ROLE_WORDS:
            exam.say(
                "DEF-030",
                ("roles", name),
                f"Un rôle ne peut s'appeler « {name} » : ce mot a un sens dans le langage.",
                remedy="Donnez un autre nom à ce rôle.",
                on_key=True,
            )
        for index, other in enumerate(exam.definition.roles[name].incompatible):
            _role(exam, other, ("roles", name, "incompatible", index))
            if other == name:
                exam.say(
                    "DEF-035",
                    ("roles", name, "incompatible", index),
                    f"« {name} » ne peut être incompatible avec lui-même.",
                    remedy="Nommez un autre rôle.",
                )
    for index, kind in enumerate(exam.definition.applicants):
        exam.require(kind, LEAD_KINDS, ("applicants", index), code="DEF-032", noun="Catégorie de porteur")


def _role(exam: Examination, name: str, path: Path, *, also: Iterable[str] = ()) -> None:
    known = exam.definition.roles
    if name not in known and name not in set(also):
        words = sorted({*also} - AUTOMATIC)
        exam.say("DEF-019", path, f"Rôle « {name} » inconnu.", remedy=suggest(name, (*known, *words)))
        exam.distrust(path)


def _recipients(exam: Examination, path: Path, effects: Effects) -> None:
    for message, role in effects.mails.items():
        _role(exam, role, (*path, "mails", message), also={GIVER})


def _windows(exam: Examination) -> None:
    for name, window in exam.definition.windows.items():
        path: Path = ("windows", name)
        for kind in window.closes_for:
            if kind not in LEAD_KINDS:
                exam.say(
                    "DEF-032",
                    (*path, "closes_for", kind),
                    f"Catégorie de porteur « {kind} » inconnue.",
                    remedy=suggest(kind, LEAD_KINDS),
                    on_key=True,
                )
        for key, zone in (("zone", window.zone), ("partner_zone", window.partner_zone)):
            if zone and not _is_zone(zone):
                exam.say(
                    "DEF-027",
                    (*path, key),
                    f"Fuseau horaire « {zone} » inconnu.",
                    remedy=suggest(zone, available_timezones()),
                )


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _sources_named(node: Node, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give each place that names a source; ids chosen by the author may bear that name and do not."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if isinstance(value, Scalar):
                if key.text == "source":
                    yield (*path, key.text), value.text
            elif key.text not in _CHOSEN_IDS:
                yield from _sources_named(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _sources_named(item, (*path, index))
