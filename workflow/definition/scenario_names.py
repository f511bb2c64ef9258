"""What scenarios name exists in the definition they are followed by: roles, acts, states, rules, letters."""

from collections.abc import Iterable, Iterator

from forms.nearest import suggest
from forms.problems import Problem
from notifications import messages
from pdf_templates import documents
from workflow.definition.model import Definition
from workflow.definition.own_rules import rules_of
from workflow.definition.scenario_model import Outcome, Step
from workflow.definition.scenario_reading import ScenarioFile, Told
from workflow.definition.tree import Path
from workflow.definition.words import CANCELLED


def misnamed(told: Told, definition: Definition) -> Iterator[Problem]:
    """Give every name of a scenario that the definition does not know, with the nearest."""
    names = _Names(told.file, definition)
    for index, step in enumerate(told.scenario.when):
        path = (*told.path, "when", index)
        yield from names.of_step(step, path)
        if step.then is not None:
            yield from names.of_outcome(step.then, (*path, "then"))
    yield from names.of_outcome(told.scenario.then, (*told.path, "then"))


def left_out_of_nothing(files: tuple[ScenarioFile, ...]) -> Iterator[Problem]:
    """Report scenarios left out that nothing inherited defines."""
    known: list[str] = []
    for file in files:
        for rank, one in enumerate(file.content.without):
            if one.name not in known:
                yield file.problem(
                    "DEF-125",
                    ("without", rank, "name"),
                    f"Aucun scénario hérité ne s'appelle « {one.name} ».",
                    remedy=suggest(one.name, known) if known else "Retirez cette ligne.",
                )
        known += [scenario.name for scenario in file.content.scenarios]


class _Names:
    """The names of a definition, as scenarios use them."""

    def __init__(self, file: ScenarioFile, definition: Definition) -> None:
        self._file = file
        machines = definition.machines.values()
        self._rules = tuple(rules_of(definition))
        self._roles = tuple(definition.roles)
        self._acts = {name for machine in machines for name in machine.transitions}
        self._states = {name for machine in machines for name in machine.states} | {CANCELLED}
        self._phases = {name for machine in machines for name in machine.phases}
        self._slots = {
            slot
            for machine in machines
            for state in machine.states.values()
            for slot in (*state.spawn, *state.open)
        }

    def of_step(self, step: Step, path: Path) -> Iterator[Problem]:
        """Check a step, what is expected of it left aside."""
        yield from self._one(step.who, self._roles, (*path, "who"), code="DEF-019", noun="Rôle")
        yield from self._one(step.does, self._acts, (*path, "does"), code="DEF-016", noun="Acte")
        yield from self._one(step.opens, self._slots, (*path, "opens"), code="DEF-028", noun="Enfants")
        yield from self._one(step.reach, self._states, (*path, "reach"), code="DEF-014", noun="État")
        for rule in step.accept:
            yield from self._one(rule, self._rules, (*path, "accept", rule), code="DEF-023", noun="Règle")

    def of_outcome(self, then: Outcome, path: Path) -> Iterator[Problem]:
        """Check what is expected."""
        yield from self._one(then.state, self._states, (*path, "state"), code="DEF-014", noun="État")
        yield from self._one(then.shown, self._phases, (*path, "shown"), code="DEF-015", noun="Phase")
        for on, state in then.children.items():
            here = (*path, "children", on)
            yield from self._one(state, self._states, here, code="DEF-014", noun="État")
            slot = on.partition(".")[0]
            yield from self._one(slot, self._slots, here, code="DEF-028", noun="Enfants")
        named = (
            ("refused_by", then.refused_by, self._rules, "DEF-023", "Règle"),
            ("warned_by", then.warned_by, self._rules, "DEF-023", "Règle"),
            ("mails", then.mails, messages.known(), "DEF-021", "Courriel"),
            ("documents", then.documents, documents.known(), "DEF-022", "Document"),
        )
        for key, values, known, code, noun in named:
            for rank, value in enumerate(values or ()):
                yield from self._one(value, known, (*path, key, rank), code=code, noun=noun)

    def _one(
        self, name: str | None, known: Iterable[str], path: Path, *, code: str, noun: str
    ) -> Iterator[Problem]:
        names = tuple(known)
        if name is not None and name not in names:
            message = f"{noun} « {name} » : ce nom n'existe pas."
            yield self._file.problem(code, path, message, remedy=suggest(name, names))
