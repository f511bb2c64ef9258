"""Performing the moves of a plan in the real engine: by whom, with which answers, and what came of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from forms.answer_reading import EXAMPLES
from forms.answers import budget_from_answers
from forms.application_writing import write_budget_part
from forms.errors import Refused
from forms.money import Cents
from rules.findings import Finding
from workflow.act import Act, instant
from workflow.case import Case, Family
from workflow.creation import open_child
from workflow.deadlines import FIRE, REMIND
from workflow.definition.machine_model import Opening, Transition
from workflow.engine import advance
from workflow.errors import Impossible, NotAllowed, RuleRefused
from workflow.facts import BLOCK, ceiling_of
from workflow.history import DONE_BY
from workflow.rehearsal.cast import Persona
from workflow.rehearsal.costs import PART
from workflow.rehearsal.form_answers import Grounds, Places, answers_for
from workflow.rehearsal.house import Rehearsal
from workflow.rehearsal.scene import Scene, looked_at
from workflow.rehearsal.standing import Move, Place
from workflow.rehearsal.witness import Entry, Sent, entries_since, seen_so_far, sent_since
from workflow.relaying import relay_first
from workflow.roles import GIVER, asked_roles
from workflow.ticking import due_before, tick

ACCEPTED = "Vérifié à la main pendant l'essai."
REASON = "Motif donné pour l'essai."
_FOR_EVER = datetime.max.replace(tzinfo=UTC)
_TOTAL = "window.envelope"
_YEAR, _MONTHS = 365, 12


@dataclass(frozen=True, slots=True)
class Performed:
    """What was done in one step, and everything it wrote down and sent.

    `who` is None where nobody acts: time passed. `accepted` gives the reason for each warning passed.
    """

    who: Persona | None
    ref: str
    given: Mapping[str, str]
    reason: str | None
    accepted: Mapping[str, str]
    at: datetime
    entries: tuple[Entry, ...]
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An act about to be asked of the engine."""

    ref: str
    trigger: str
    given: Mapping[str, str]
    reason: str | None


def made(
    house: Rehearsal, who: Persona, *, given: Mapping[str, str], make: Callable[[Act], str]
) -> Performed:
    """Have somebody make a root; give what was done, with the reference it was given."""
    with house.look() as look:
        seen = seen_so_far(look)
    with house.act(who.person) as act:
        ref = make(act)
    with house.look() as look:
        entries, sent = tuple(entries_since(look, seen)), tuple(sent_since(look, seen))
    return Performed(who, ref, given, None, {}, house.now, entries, sent)


class Performer:
    """Performs moves on one case of a rehearsal and what lives below it.

    `guest` is the reference that fields naming another case are given.
    """

    def __init__(
        self,
        house: Rehearsal,
        scene: Scene,
        *,
        ref: str,
        cast: Iterable[Persona],
        places: Places,
        guest: str | None = None,
    ) -> None:
        """Keep who and what is on the stage."""
        self.house, self.scene, self.ref = house, scene, ref
        self.cast, self.guest, self.places = tuple(cast), guest, places

    def perform(self, move: Move) -> Performed:
        """Perform one move; raise what the engine raises when it refuses."""
        with self.house.look() as look:
            seen = seen_so_far(look)
        accepted: Mapping[str, str] = {}
        who: Persona | None = None
        asked = Asked(self.ref, "", {}, None)
        match move.kind:
            case "make":
                raise Impossible(message=f"{self.ref} est déjà créé.", who="l'auteur du plan")
            case "wait":
                self._wait()
            case "open":
                who, asked = self._open(move)
            case "act":
                actor, asked = self._prepared(move)
                who, accepted = actor, self.advance(actor, asked)
        with self.house.look() as look:
            return Performed(
                who, asked.ref, asked.given, asked.reason, accepted, self.house.now,
                tuple(entries_since(look, seen)), tuple(sent_since(look, seen)),
            )  # fmt: skip

    def advance(self, who: Persona, asked: Asked) -> Mapping[str, str]:
        """Ask an act; when rules only warn, ask again with a reason for each, and give these reasons."""
        try:
            self.advance_once(who, asked, {})
        except RuleRefused as refused:
            accepted = acceptable(refused.findings)
            if not accepted:
                raise
            self.advance_once(who, asked, accepted)
            return accepted
        return {}

    def advance_once(self, who: Persona, asked: Asked, accepted: Mapping[str, str]) -> None:
        """Ask an act with these reasons for warnings, and no other."""
        relayed = relay_first(
            self.house.house, self.house.actor(who.person), ref=asked.ref, trigger=asked.trigger,
            given=asked.given, reason=asked.reason, accepted=accepted,
        )  # fmt: skip
        with self.house.act(who.person) as act:
            advance(
                act, ref=asked.ref, trigger=asked.trigger, given=asked.given, reason=asked.reason,
                accepted=accepted, relayed=relayed,
            )  # fmt: skip

    def _prepared(self, move: Move) -> tuple[Persona, Asked]:
        with self.house.look() as look:
            family = self.house.family(look, self.ref)
            case = find_case(family, move.place)
            transition = self.scene.model(case.machine).transitions[move.name]
            form = self.scene.form(transition.form)
            given = {}
            if form is not None:
                left_out = looked_at(self.scene, case.machine, transition)
                grounds = self.grounds(look)
                given = answers_for(form, given=move.given, left_out=left_out, grounds=grounds)
            asked = Asked(case.ref, move.name, given, reason_for(transition))
            return self.someone(case, transition), asked

    def _open(self, move: Move) -> tuple[Persona, Asked]:
        with self.house.look() as look:
            family = self.house.family(look, self.ref)
            case = find_case(family, move.place)
            opening = self.scene.model(case.machine).states[case.state].open[move.name]
            form = self.scene.form(opening.form)
            given = {}
            if form is not None:
                grounds = self.grounds(look)
                given = answers_for(form, given=(), left_out=frozenset(), grounds=grounds)
            who = self.someone(case, opening)
        with self.house.act(who.person) as act:
            open_child(act, parent=case.ref, slot=move.name, given=given)
        return who, Asked(case.ref, move.name, given, None)

    def someone(self, case: Case, act: Transition | Opening) -> Persona:
        """Give somebody who may do it: of its first role, on the case's own place, not barred."""
        barred = {
            person
            for other in (act.unlike if isinstance(act, Transition) else ())
            for person in case.milestones.get(f"{DONE_BY}{other}", ())
        }
        for role in asked_roles(act.by, case):
            held = [one for one in self.cast if one.role == role and one.person not in barred]
            placed = [one for one in held if case.key is not None and one.value == case.key]
            if placed or held:
                return (placed or held)[0]
        raise NotAllowed(
            message=f"Personne, dans cet essai, ne peut faire « {act.label} » sur {case.ref}.",
            who="l'auteur de la définition",
            seen={"rôles": ", ".join(name for name in act.by if name != GIVER) or "service consulté"},
        )

    def pass_until(self, moment: datetime) -> None:
        """Let time pass until an instant, the clock doing on the way what falls due."""
        with self.house.look() as look:
            due = {one.at for one in due_before(look, moment)}
        for at in sorted(due):
            self.house.now = max(self.house.now, datetime.fromisoformat(at))
            list(tick(self.house.house))
        self.house.now = moment
        list(tick(self.house.house))

    def _wait(self) -> None:
        """Let time pass until the next term of the family, reminders on the way included."""
        with self.house.look() as look:
            due = [one for one in due_before(look, _FOR_EVER) if one.ref.split("/", 1)[0] == self.ref]
        late = {one.at for one in due if one.kind == FIRE and one.at <= instant(self.house.now)}
        ahead = {one.at for one in due if one.at > instant(self.house.now)}
        if late and list(tick(self.house.house)):
            return
        term = min((one.at for one in due if one.kind != REMIND and one.at in ahead), default="")
        for at in sorted(at for at in ahead if at <= term):
            self.house.now = datetime.fromisoformat(at)
            list(tick(self.house.house))

    def grounds(self, look: Act) -> Grounds:
        """Give what answers to forms may rest on, as things stand."""
        funded = self.house.family(look, self.guest or self.ref)
        apart = int(funded.root.answers.get("months") or 1) * _YEAR // _MONTHS
        rules = tuple(self.scene.pinned.definition.derogations or {})
        tree = funded.root.answers.get("budget")
        budget = write_budget_part(budget_from_answers(tree)) if tree else EXAMPLES["budget"]
        return Grounds(self._amount(look, funded), look.day, self.guest, apart, self.places, rules, budget)

    def _amount(self, look: Act, family: Family) -> Cents:
        """Give an amount that what was asked, the ceiling and the window's envelope all bear."""
        root = family.root
        budget = root.answers.get("budget")
        if not budget:
            return Cents(int(root.answer(_TOTAL) or 0) + PART)
        limits = [int(budget["requested"])]
        ceiling = ceiling_of(look, root=root, family=family, pinned=look.pinned(root))
        envelope = family.window.answer(_TOTAL) if family.window else None
        limits += [int(one) for one in (ceiling, envelope) if one is not None]
        return Cents(min(limits))


def find_case(family: Family, where: Place) -> Case:
    """Give the newest case at a place of a family. Raises `Refused` when none stands there."""
    case = family.root
    for slot, key, state in where:
        found = [
            child
            for child in family.children(case)
            if (child.slot, child.key or "", child.state) == (slot, key, state)
        ]
        if not found:
            raise Refused(message=f"{case.ref} n'a rien sous « {slot} » à l'état « {state} ».")
        case = max(found, key=lambda child: child.round)
    return case


def acceptable(findings: Iterable[Finding]) -> Mapping[str, str]:
    """Give a reason for each warning when nothing blocks, else nothing."""
    told = tuple(findings)
    if any(one.level == BLOCK for one in told):
        return {}
    return {one.rule: ACCEPTED for one in told}


def reason_for(transition: Transition) -> str | None:
    """Give a reason a transition takes: its first code, or words."""
    if isinstance(transition.reason, Mapping):
        return next(iter(transition.reason))
    return None if transition.reason == "none" else REASON
