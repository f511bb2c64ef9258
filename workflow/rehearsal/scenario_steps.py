"""The steps of a scenario, done in the real engine: what is not said is answered as any file would."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from forms.answers import to_answers
from forms.errors import Refused
from workflow.amending import amend_answers
from workflow.case import Case, Family
from workflow.creation import open_child
from workflow.deadlines import zone_of
from workflow.definition.machine_model import Comparison, Transition
from workflow.definition.model import Form
from workflow.definition.scenario_model import Step
from workflow.errors import NotFound
from workflow.rehearsal.cast import Persona
from workflow.rehearsal.files import Tree, read_tree
from workflow.rehearsal.form_answers import answers_for
from workflow.rehearsal.performer import Asked, reason_for
from workflow.rehearsal.plan import plan
from workflow.rehearsal.scenario_file import changed
from workflow.rehearsal.stages import Stage
from workflow.rehearsal.standing import Facts, Standing
from workflow.rehearsal.unfolding import standing_of
from workflow.rehearsal.witness import Entry, Sent, entries_since, seen_so_far, sent_since
from workflow.rehearsal.witness import Seen as Mark
from workflow.spans import add_span

WINDOW = "window"
"""The word by which a step is done on the filing window instead of a case of the family."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one step left behind, and on which case it was done."""

    ref: str
    entries: tuple[Entry, ...]
    sent: tuple[Sent, ...]


class Actors:
    """Does the steps of one scenario on one stage."""

    def __init__(self, stage: Stage) -> None:
        """Keep the stage; the file is changed as steps change it."""
        self.stage, self.house, self.performer = stage, stage.house, stage.performer
        self._file: Tree = stage.file or {}

    def do(self, step: Step, *, accepting: bool) -> Seen:
        """Do one step; raise what the engine refuses.

        With `accepting`, a warning for which the step gives no reason is passed with one.
        """
        with self.house.look() as look:
            seen = seen_so_far(look)
            family = self.house.family(look, self.performer.ref)
        ref = self.ref(step.on, family)
        if step.does is not None:
            self._advance(step, ref, accepting=accepting)
        elif step.opens is not None:
            self._open(step, ref)
        elif step.changes is not None:
            self._change(step, ref)
        elif step.reach is not None:
            seen = self._reach(step.reach) or seen
        else:
            self.performer.pass_until(self._moment(step))
        with self.house.look() as look:
            return Seen(ref, tuple(entries_since(look, seen)), tuple(sent_since(look, seen)))

    def ref(self, on: str, family: Family) -> str:
        """Give the reference of a case named as steps name it."""
        if on == WINDOW and family.window is not None:
            return family.window.ref
        found = named_below(family, on)
        return found.ref if found else f"{family.root.ref}/{on}"

    def _advance(self, step: Step, ref: str, *, accepting: bool) -> None:
        trigger = step.does or ""
        case = self._case(ref)
        transition = self.stage.scene.model(case.machine).transitions.get(trigger)
        given, reason = dict(step.answers), step.reason
        if transition is not None:
            form = self.stage.scene.form(transition.form)
            given = self._answers(form, step.answers, wanted_by(transition))
            reason = self._reason(transition, step.reason)
        asked = Asked(ref, trigger, given, reason)
        who = self._who(step, case)
        if accepting and not step.accept:
            self.performer.advance(who, asked)
        else:
            self.performer.advance_once(who, asked, step.accept)

    def _reason(self, transition: Transition, reason: str | None) -> str | None:
        return reason if reason is not None else reason_for(transition)

    def _open(self, step: Step, ref: str) -> None:
        slot, case = step.opens or "", self._case(ref)
        states = self.stage.scene.model(case.machine).states
        opening = next((state.open[slot] for state in states.values() if slot in state.open), None)
        form = self.stage.scene.form(opening.form) if opening else None
        given = self._answers(form, step.answers, ())
        with self.house.act(self._who(step, case).person) as act:
            open_child(act, parent=ref, slot=slot, given=given)

    def _change(self, step: Step, ref: str) -> None:
        self._file = changed(self._file, step.changes or {})
        answers = to_answers(replace(read_tree(self._file), call=None))
        with self.house.act(self._who(step, self._case(ref)).person) as act:
            amend_answers(act, ref=ref, answers=answers)

    def _reach(self, state: str) -> Mark | None:
        """Lead the root to a state by the usual way; give how far things had gone before the last step."""
        steps = plan(self.stage.scene, self._standing(), reached=lambda one: one.state == state)
        if steps is None:
            label = self.stage.scene.model(self.stage.scene.machine).states[state].label
            raise Refused(message=f"Aucun chemin ne mène d'ici à « {label} ».", who="l'auteur du scénario")
        seen = None
        for one in steps:
            with self.house.look() as look:
                seen = seen_so_far(look)
            self.performer.perform(one.move)
        return seen

    def _standing(self) -> Standing:
        with self.house.look() as look:
            family = self.house.family(look, self.performer.ref)
            return standing_of(self.stage.scene, family, act=look)

    def _answers(self, form: Form | None, said: Mapping[str, str], wanted: Facts) -> dict[str, str]:
        if form is None:
            return dict(said)
        with self.house.look() as look:
            grounds = self.performer.grounds(look)
        return answers_for(form, given=wanted, left_out=frozenset(), grounds=grounds) | dict(said)

    def _moment(self, step: Step) -> datetime:
        """Give the instant a step waits for."""
        zone = ZoneInfo(zone_of(self.stage.scene.pinned))
        now = self.house.now.astimezone(zone)
        if step.wait is not None:
            return datetime.combine(add_span(now.date(), step.wait), now.time(), zone).astimezone(UTC)
        moment = step.until.first().replace(tzinfo=zone) if step.until else now
        if moment < now:
            raise Refused(
                message=f"Le {step.until} est déjà passé à cette étape.", who="l'auteur du scénario"
            )
        return moment.astimezone(UTC)

    def _case(self, ref: str) -> Case:
        with self.house.look() as look:
            found = self.house.family(look, ref).find(ref)
        if found is None:
            raise NotFound(message=f"Aucun « {ref} » dans cet essai.", who="l'auteur du scénario")
        return found

    def _who(self, step: Step, case: Case) -> Persona:
        held = [one for one in self.performer.cast if one.role == step.who]
        placed = [one for one in held if case.key is not None and one.value == case.key]
        found = placed or held
        if not found:
            raise Refused(
                message=f"Personne, dans cet essai, n'a le rôle « {step.who} ».", who="l'auteur du scénario"
            )
        return found[-1] if step.second else found[0]


def named_below(family: Family, on: str) -> Case | None:
    """Give a case of a family as scenarios name it: the root, `slot.key`, or `slot` alone for the newest."""
    exact = family.find(f"{family.root.ref}/{on}" if on else family.root.ref)
    below = [one for one in family.children(family.root) if one.slot == on]
    return exact or (below[-1] if below else None)


def wanted_by(transition: Transition) -> Facts:
    """Give the choices a transition compares, as it wants them."""
    return tuple(
        (one.field, one.equals if one.equals is not None else one.one_of[0])
        for one in transition.when
        if isinstance(one, Comparison) and (one.equals is not None or one.one_of)
    )
