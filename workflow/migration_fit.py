"""Whether one family fits a plan: where each of its cases would stand, and what keeps it where it is.

Nothing is written: the family is moved in memory, and looked at as the engine would find it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rules.findings import Finding
from workflow.act import Act
from workflow.brought_budgets import judged_answers
from workflow.case import Case, Family
from workflow.children import SELECTORS
from workflow.conditions import CANCELLED, holds_now
from workflow.deadlines import FIRE, REMIND, due_on_entry
from workflow.definition.machine_model import StateModel, Transition
from workflow.definition.migration_proof import Destinations, Proof
from workflow.facts import blocking, evaluate_rules
from workflow.history import DONE_BY
from workflow.moving import ENGINE
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

_DUE_OF = st.select_all(t.DueRow, "case_id")
Due = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """One case, its state, the case as the plan would have it, and what is due for it before and after."""

    case: Case
    origin: str
    becomes: Case
    had: Sequence[Due] = ()
    due: Sequence[Due] = ()

    def rescheduled(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Give the deadlines that change: name, instant before, instant after."""
        before = {str(one["name"]): str(one["at"]) for one in self.had}
        after = {str(one["name"]): str(one["at"]) for one in self.due}
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield name, before.get(name), after.get(name)


@dataclass(slots=True)
class Fit:
    """A family held against a plan: `kept` says why it stays, `warned` what to know when it moves."""

    ref: str
    moved: list[Moved] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """Two versions and the proof of a plan that leads from one to the other."""

    before: Pinned
    after: Pinned
    proof: Proof


def fit(act: Act, family: Family, passage: Passage) -> Fit:
    """Hold a family pinned to the first version against a plan.

    It stays when one of its cases has what the plan keeps, would lose an answer, would lack the
    children its state opens by itself, or would be moved on at once by the engine.
    """
    fitting = _Fitting(act, family, passage)
    moved = [Moved(case, case.state, fitting.become(case)) for case in family.cases.values()]
    if not fitting.found.kept:
        fitting.found.moved = fitting.look(moved)
    return fitting.found


class _Fitting:
    """One family held against one plan."""

    def __init__(self, act: Act, family: Family, passage: Passage) -> None:
        self.act, self.family, self.passage = act, family, passage
        self.found = Fit(family.root.ref)

    def become(self, case: Case) -> Case:
        """Give the case as the plan would have it; say what keeps it where it is."""
        proof = self.passage.proof
        move = proof.machines[case.machine]
        state = CANCELLED if case.state == CANCELLED else move.states.get(case.state)
        if state is None:
            self._keep(case, f"son état « {self._state(case)} » garde sa version")
        clocks = self._renamed(case, case.clocks, move.clocks, "le délai")
        return replace(
            case,
            definition=self.passage.after.digest,
            machine=move.machine or case.machine,
            state=state or case.state,
            slot=self._slot(case),
            giver=self._named(case, case.giver, proof.roles, "le rôle consulté"),
            rounds={move.children.get(slot) or slot: number for slot, number in case.rounds.items()},
            clocks=clocks,
            milestones=self._milestones(case, move.transitions),
            answers=self._answers(case),
            changed={},
        )

    def _slot(self, case: Case) -> str | None:
        proof = self.passage.proof
        if case.is_root():
            return self._named(case, case.slot, proof.windows, "le guichet")
        parent = self.family.cases[case.parent_id or ""]
        return self._named(case, case.slot, proof.machines[parent.machine].children, "sa place,")

    def _named(self, case: Case, name: str | None, led: Destinations, what: str) -> str | None:
        target = led.get(name) if name is not None else None
        if name is not None and target is None:
            self._keep(case, f"{what} « {name} » garde sa version")
        return target

    def _renamed(self, case: Case, held: Mapping[str, Any], led: Destinations, what: str) -> dict[str, Any]:
        return {self._named(case, name, led, what) or name: value for name, value in held.items()}

    def _milestones(self, case: Case, led: Destinations) -> dict[str, Any]:
        """Rename who did which act; acts that nothing forbids to combine may be forgotten as they are."""
        found: dict[str, Any] = {}
        for mark, value in case.milestones.items():
            trigger = mark.removeprefix(DONE_BY)
            known = mark.startswith(DONE_BY) and trigger in led
            target = self._named(case, trigger, led, "l'acte") or trigger if known else trigger
            found[f"{DONE_BY}{target}" if mark.startswith(DONE_BY) else mark] = value
        return found

    def _answers(self, case: Case) -> dict[str, Any]:
        """Give the answers under their new paths; the same tree when none changes."""
        taken: list[tuple[str | None, Any]] = []
        answers = {
            part: dict(value) if isinstance(value, Mapping) else value for part, value in case.answers.items()
        }
        for path, move in self.passage.proof.fields.items():
            part, _, name = path.partition(".")
            group = answers.get(part)
            if not isinstance(group, dict) or name not in group:
                continue
            if move.becomes is None and move.dropped is None:
                self._keep(case, f"la réponse « {move.label} » ({path}) serait perdue")
            elif move.becomes is not None and not self._admitted(move.becomes, group[name]):
                self._keep(case, f"« {group[name]} » n'est plus un choix de « {move.label} » ({path})")
            elif move.becomes != path:
                taken.append((move.becomes, group.pop(name)))
        return _placed(answers, taken) if taken else case.answers

    def _admitted(self, path: str, value: object) -> bool:
        into, _, name = path.partition(".")
        forms = self.passage.after.definition.forms.values()
        fields = [form.fields[name] for form in forms if form.into == into and name in form.fields]
        options = [option for one in fields for option in one.options]
        return not options or value in options

    def look(self, moved: list[Moved]) -> list[Moved]:
        """Look at the family as it would be; say what keeps it, and what to know."""
        cases = {one.case.id: one.becomes for one in moved}
        family = Family(cases, cases[self.family.root.id], self.family.window)
        return [self._look_at(one, family) for one in moved]

    def _look_at(self, one: Moved, family: Family) -> Moved:
        after, becomes = self.passage.after, one.becomes
        state = after.machine(becomes).states.get(becomes.state)
        if state is not None:
            self._require_children(one, state, family)
        for trigger, transition in after.leaving.get((becomes.machine, becomes.state), ()):
            if ENGINE in transition.by and all(
                holds_now(condition, pinned=after, case=becomes, family=family, answers=becomes.answers)
                for condition in transition.when
            ):
                self._keep(
                    one.case, f"l'acte automatique « {transition.label} » ({trigger}) partirait aussitôt"
                )
        self._warn_of_rules(one, family)
        return self._with_due(one)

    def _require_children(self, one: Moved, state: StateModel, family: Family) -> None:
        """Keep a case whose new state opens children by itself, when it had none to lead there."""
        old = self.passage.before.machine(one.case).states[one.case.state]
        led = self.passage.proof.machines[one.case.machine].children
        had = {led.get(slot) for slot in old.spawn} | {child.slot for child in family.children(one.becomes)}
        for slot, spawn in state.spawn.items():
            if slot not in had and SELECTORS[spawn.for_each](family.root, self.passage.after):
                self._keep(one.case, f"l'état « {state.label} » ouvre d'office « {slot} », et il n'en a pas")

    def _warn_of_rules(self, one: Moved, family: Family) -> None:
        after = self.passage.after
        leaving = after.leaving.get((one.becomes.machine, one.becomes.state), ())
        told: set[str] = set()
        for _, transition in leaving:
            if not transition.rules:
                continue
            before = self._blocked(one.case, transition, family=self.family, pinned=self.passage.before)
            told |= {finding.rule for finding in before}
            found = self._blocked(one.becomes, transition, family=family, pinned=after)
            for finding in (new for new in found if new.rule not in told):
                message = f"la règle {finding.rule} s'y opposerait désormais : {finding.message}"
                self._warn(one.case, message)
            told |= {finding.rule for finding in found}

    def _blocked(
        self, case: Case, transition: Transition, *, family: Family, pinned: Pinned
    ) -> tuple[Finding, ...]:
        root = family.root
        answers = judged_answers(
            pinned, root=root.answers, case=case, transition=transition, answers=case.answers
        )
        rules = transition.rules
        return blocking(
            evaluate_rules(self.act, rule_ids=rules, root=root, family=family, pinned=pinned, answers=answers)
        )

    def _with_due(self, one: Moved) -> Moved:
        """Count again what is due from the entry into the state; reminders of the past are not sent."""
        rows = self.act.tx.read((_DUE_OF, {"case_id": one.case.id}))[0]
        had = [dict(zip(_DUE_OF.columns, row, strict=True)) for row in rows]
        known = {(row["name"], row["at"]) for row in had}
        now, entered = self.act.received, datetime.fromisoformat(one.case.entered_at)
        due = [
            row
            for row in due_on_entry(one.becomes, pinned=self.passage.after, entered=entered)
            if row["kind"] != REMIND or row["at"] > now or (row["name"], row["at"]) in known
        ]
        for row in due:
            if row["kind"] == FIRE and row["at"] <= now and (row["name"], row["at"]) not in known:
                self._warn(one.case, f"l'échéance « {row['name']} » est déjà passée : l'horloge la fera")
        return replace(one, had=had, due=due)

    def _state(self, case: Case) -> str:
        return self.passage.before.machine(case).states[case.state].label

    def _keep(self, case: Case, why: str) -> None:
        self.found.kept.append(f"{case.ref} : {why}")

    def _warn(self, case: Case, what: str) -> None:
        self.found.warned.append(f"{case.ref} : {what}")


def _placed(answers: dict[str, Any], taken: Sequence[tuple[str | None, Any]]) -> dict[str, Any]:
    for path, value in taken:
        if path is not None:
            part, _, name = path.partition(".")
            answers.setdefault(part, {})[name] = value
    return {part: value for part, value in answers.items() if value != {}}
