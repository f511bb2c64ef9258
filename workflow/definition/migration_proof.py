"""A plan proved total: every name a running case can bear leads somewhere, or says that it stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.nearest import suggest
from forms.problems import Mark
from forms.strict_yaml import Scalar
from notifications.registry import known as known_mails
from workflow.definition.bundle import Bundle
from workflow.definition.graphs import graph, reachable
from workflow.definition.machine_model import MachineModel, StateModel
from workflow.definition.migration_plan import STAY, Answered, MachinePlan, Names, Plan
from workflow.definition.model import Definition, FormField
from workflow.definition.offspring import children

Destinations = Mapping[str, str | None]
"""Where each name leads; None for a name that stays."""


@dataclass(frozen=True, slots=True)
class MachineMove:
    """Where one machine and its names lead; a machine that stays has no destination."""

    machine: str | None
    states: Destinations
    children: Destinations
    transitions: Destinations
    clocks: Destinations
    mails: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldMove:
    """Where an answer given with a form leads, or why it is dropped; neither when it would be lost."""

    label: str
    becomes: str | None
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A plan proved total between two versions, every name spelt out.

    `fields` covers the answers kept in the own part of a form; all others stand in places of one shape.
    """

    plan: str
    machines: Mapping[str, MachineMove]
    roles: Destinations
    windows: Destinations
    fields: Mapping[str, FieldMove]


def prove(plan: Plan, *, before: Bundle, after: Bundle) -> Proof:
    """Spell out where every name of `before` leads in `after`; names that both have need not be written.

    Asked of each machine: its states that can be reached, its children, its clocks, and its acts
    that one person may not combine with others. No case is ended or reopened, changes its outcome,
    becomes a draft or shows what was hidden. Raises `Unproved` with every problem, those of the
    plan's shape included.
    """
    prover = _Prover(plan, before, after)
    proof = Proof(plan.digest, prover.machines(), prover.roles(), prover.windows(), prover.fields())
    plan.refuse_if_wrong()
    return proof


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of names: those of each version, those that need a destination, how they are called.

    Where `alone`, no two names may lead to the same.
    """

    noun: str
    old: Iterable[str]
    new: Iterable[str]
    wanted: Iterable[str]
    alone: bool = False


class _Prover:
    """Looks for what a plan leaves out, or sends where it cannot go."""

    def __init__(self, plan: Plan, before: Bundle, after: Bundle) -> None:
        self.plan, self.before, self.after = plan, before.definition, after.definition

    def machines(self) -> dict[str, MachineMove]:
        models = self.before.machines
        said = {name: one.key for name, one in self.plan.machines.items()}
        self._require_known(said, models, noun="circuit", code="MIG-002")
        found = {name: self._machine(name, model) for name, model in models.items()}
        for name, move in found.items():
            self._children_agree(name, found, move)
        return found

    def roles(self) -> Destinations:
        everything = [child for model in self.before.machines.values() for child in children(model)]
        givers = dict.fromkeys(child.means.giver for child in everything if child.means.giver)
        sort = _Sort("rôle", self.before.roles, self.after.roles, givers)
        return self._lead(self.plan.roles, sort, at=self.plan.mark)

    def windows(self) -> Destinations:
        old = self.before.windows
        sort = _Sort("guichet", old, self.after.windows, old, alone=True)
        return self._lead(self.plan.windows, sort, at=self.plan.mark)

    def fields(self) -> dict[str, FieldMove]:
        old, new = _fields(self.before), _fields(self.after)
        said = {path: one.key for path, one in self.plan.answers.items()}
        self._require_known(said, old, noun="champ", code="MIG-002")
        found = {
            path: self._field(path, field, self.plan.answers.get(path), new) for path, field in old.items()
        }
        self._require_alone({path: move.becomes for path, move in found.items()}, said, noun="champ")
        return found

    def _machine(self, name: str, model: MachineModel) -> MachineMove:
        said = self.plan.machines.get(name) or MachinePlan(Scalar(name, quoted=False, mark=self.plan.mark))
        target = said.machine.text if said.machine else name
        if target == STAY:
            return MachineMove(None, dict.fromkeys(model.states), _staying(model), {}, {}, {})
        new = self.after.machines.get(target)
        if new is None:
            self._no_machine(said, target)
            return MachineMove(None, {}, {}, {}, {}, {})
        if new.serves != model.serves:
            message = f"« {model.label} » et « {new.label} » ne servent pas à la même chose."
            self.plan.say("MIG-005", said.machine or said.key, message, remedy="Choisissez un autre circuit.")
        slots, new_slots = _staying(model), _staying(new)
        unlike = [other for act in model.transitions.values() for other in act.unlike]
        held = reachable(graph(model), model.initial)
        at = said.key.mark
        states = self._lead(said.states, _Sort("état", model.states, new.states, held), at=at)
        self._states_agree(said, model, new, states)
        return MachineMove(
            target,
            states,
            self._lead(said.children, _Sort("dossier rattaché", slots, new_slots, slots, alone=True), at=at),
            self._lead(said.transitions, _Sort("acte", model.transitions, new.transitions, unlike), at=at),
            self._lead(
                said.clocks, _Sort("délai", model.clocks, new.clocks, model.clocks, alone=True), at=at
            ),
            self._mails(said),
        )

    def _no_machine(self, said: MachinePlan, target: str) -> None:
        if said.machine is None:
            message = f"Le circuit « {target} » n'est plus dans la version d'arrivée."
            remedy = f"Dites ce qu'il devient : « {target}: {{machine: …}} », ou « {target}: {STAY} »."
            self.plan.say("MIG-004", said.key, message, remedy=remedy)
        else:
            message = f"Le circuit « {target} » n'existe pas dans la version d'arrivée."
            self.plan.say("MIG-003", said.machine, message, remedy=suggest(target, self.after.machines))

    def _lead(self, said: Names, sort: _Sort, *, at: Mark) -> dict[str, str | None]:
        """Give where each name leads; report those that lead nowhere, or come from nowhere."""
        old, new = tuple(sort.old), tuple(sort.new)
        self._require_known(
            {name: one.key for name, one in said.items()}, old, noun=sort.noun, code="MIG-002"
        )
        written = {one.value.text: one.value for one in said.values() if one.value.text != STAY}
        self._require_known(written, new, noun=sort.noun, code="MIG-003")
        found: dict[str, str | None] = {name: name for name in old if name in new}
        known = {name: one.value.text for name, one in said.items() if name in old}
        found |= {name: None if target == STAY else target for name, target in known.items()}
        for name in sorted(set(sort.wanted).difference(found)):
            message = (
                f"Rien ne dit ce que devient « {name} » ({sort.noun}), que la version d'arrivée n'a plus."
            )
            remedy = (
                f"Écrivez « {name}: … », ou « {name}: {STAY} » pour que ces dossiers gardent leur version."
            )
            self.plan.say("MIG-004", at, message, remedy=remedy, where=name)
        if sort.alone:
            self._require_alone(found, {name: one.key for name, one in said.items()}, noun=sort.noun)
        return found

    def _require_known(
        self, said: Mapping[str, Scalar], known: Iterable[str], *, noun: str, code: str
    ) -> None:
        names, which = tuple(known), "départ" if code == "MIG-002" else "arrivée"
        for name, place in said.items():
            if name not in names:
                message = f"« {name} » ({noun}) n'existe pas dans la version de {which}."
                self.plan.say(
                    code, place, message.replace("de arrivée", "d'arrivée"), remedy=suggest(name, names)
                )

    def _require_alone(self, found: Destinations, said: Mapping[str, Scalar], *, noun: str) -> None:
        for name, place in said.items():
            if name not in found:
                continue
            others = [
                one for one, to in found.items() if one != name and to is not None and to == found.get(name)
            ]
            if others:
                message = f"« {name} » et « {others[0]} » ({noun}) mènent au même nom."
                self.plan.say("MIG-005", place, message, remedy="Donnez à chacun le sien.")

    def _states_agree(
        self, said: MachinePlan, old: MachineModel, new: MachineModel, states: Destinations
    ) -> None:
        for name, target in states.items():
            if name not in old.states or target is None or target not in new.states:
                continue
            for told in _disagreements(old, old.states[name], new, new.states[target]):
                place = said.states[name].value if name in said.states else said.key
                message = f"« {name} » ne peut devenir « {target} » : {told}."
                remedy = f"Choisissez un autre état, ou « {name}: {STAY} »."
                self.plan.say("MIG-005", place, message, remedy=remedy, where=name)

    def _children_agree(self, name: str, found: Mapping[str, MachineMove], move: MachineMove) -> None:
        if move.machine is None:
            return
        new = {child.slot: child.means.machine for child in children(self.after.machines[move.machine])}
        for child in children(self.before.machines[name]):
            target, led = move.children.get(child.slot), found.get(child.means.machine)
            if target is None or target not in new or led is None or led.machine is None:
                continue
            if new[target] != led.machine:
                said = self.plan.machines.get(name)
                message = (
                    f"« {target} » vit par « {new[target]} », et « {child.slot} » par « {led.machine} »."
                )
                remedy = "Menez ces dossiers, ou leur circuit, ailleurs."
                self.plan.say("MIG-005", said.key if said else self.plan.mark, message, remedy=remedy)

    def _mails(self, said: MachinePlan) -> dict[str, str]:
        letters = {name: one.key for name, one in said.mails.items()}
        readers = {one.value.text: one.value for one in said.mails.values()}
        self._require_known(letters, known_mails(), noun="courriel", code="MIG-003")
        self._require_known(readers, self.after.roles, noun="rôle", code="MIG-003")
        return {name: one.value.text for name, one in said.mails.items()}

    def _field(
        self, path: str, field: FormField, said: Answered | None, new: Mapping[str, FormField]
    ) -> FieldMove:
        if said is not None and said.becomes is None:
            return FieldMove(field.label, None, said.dropped)
        target = said.becomes.text if said is not None and said.becomes is not None else path
        if said is not None and said.becomes is not None:
            self._require_known({target: said.becomes}, new, noun="champ", code="MIG-003")
            if target in new and new[target].kind != field.kind:
                kinds = f"« {field.kind} », et « {target} » de nature « {new[target].kind} »"
                message = f"« {path} » est de nature {kinds}."
                self.plan.say("MIG-005", said.becomes, message, remedy="Choisissez un champ de même nature.")
        kept = target in new and new[target].kind == field.kind
        return FieldMove(field.label, target if kept else None)


def _staying(model: MachineModel) -> dict[str, str | None]:
    return dict.fromkeys(child.slot for child in children(model))


def _fields(definition: Definition) -> dict[str, FormField]:
    return {
        f"{form.into}.{name}": field
        for form in definition.forms.values()
        for name, field in form.fields.items()
        if field.kept_as is None
    }


def _disagreements(
    old: MachineModel, was: StateModel, new: MachineModel, becomes: StateModel
) -> Iterator[str]:
    """Say what moving from one state to another would do that only an act may do."""
    if was.final != becomes.final:
        yield "ce serait clore ou rouvrir un dossier sans acte"
    elif was.outcome != becomes.outcome:
        yield "l'issue ne serait plus la même"
    if was.draft != becomes.draft or (was.draft and not new.states[new.initial].draft):
        yield "l'un est un brouillon, l'autre non"
    if _hidden(old, was) != _hidden(new, becomes):
        yield "ce qui est décidé se montrerait, ou se cacherait, sans annonce"


def _hidden(model: MachineModel, state: StateModel) -> bool:
    return model.phases[state.phase].shown_as is not None
