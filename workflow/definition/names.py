"""What a definition calls its own things, in French: ids as people read them."""

from dataclasses import dataclass

from notifications.registry import known as known_mails
from pdf_templates.catalogue import known as known_documents
from rules.reference_data import countries
from workflow.definition.graphs import role_name
from workflow.definition.machine_model import MachineModel, Opening, Spawn
from workflow.definition.model import Definition, FormField
from workflow.definition.words import CANCELLED, OPEN

_OF_APPLICATIONS = {
    "budget.requested": "Montant demandé",
    "budget.total": "Coût total",
    "months": "Durée en mois",
}
"""The parts of an application that are compared by order."""

_SAID = {CANCELLED: "annulée", OPEN: "en cours"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names one definition gives; an id that it does not declare is its own name."""

    definition: Definition

    def machine(self, machine: str) -> str:
        """Name a circuit."""
        model = self.definition.machines.get(machine)
        return model.label if model is not None else machine

    def state(self, machine: str, state: str) -> str:
        """Name a state of a circuit, or what a join calls its children's states.

        A name written `machine.state` is that of a state of another circuit.
        """
        other, dot, own = state.rpartition(".")
        if dot:
            return f"{self.machine(other)} : {self.state(other, own)}"
        model = self._machine(machine)
        held = model.states.get(state) if model is not None else None
        return held.label if held is not None else _SAID.get(state, state)

    def act(self, machine: str, trigger: str) -> str:
        """Name an act of a circuit."""
        model = self._machine(machine)
        held = model.transitions.get(trigger) if model is not None else None
        return held.label if held is not None else trigger

    def phase(self, machine: str, phase: str) -> str:
        """Name a phase of a circuit."""
        model = self._machine(machine)
        held = model.phases.get(phase) if model is not None else None
        return held.label if held is not None else phase

    def role(self, role: str) -> str:
        """Name a role, or a mover that is no person."""
        return role_name(self.definition, role)

    def form(self, form: str) -> str:
        """Name a form."""
        held = self.definition.forms.get(form)
        return held.label if held is not None else form

    def source(self, source: str) -> str:
        """Name a source by its title."""
        held = self.definition.sources.get(source)
        return held.title if held is not None else source

    def child(self, means: Spawn | Opening) -> str:
        """Name what a state opens: the circuit of the child, and who is asked."""
        label = self.machine(means.machine)
        return f"{label} : {self.role(means.giver)}" if means.giver is not None else label

    def slot(self, machine: str, slot: str) -> str:
        """Name children as a join of a circuit does."""
        means = self._means(machine, slot)
        return self.child(means) if means is not None else slot

    def child_state(self, machine: str, slot: str, state: str) -> str:
        """Name a state of the children that a join of a circuit looks at."""
        means = self._means(machine, slot)
        return self.state(means.machine if means is not None else "", state)

    def question(self, field: str) -> str:
        """Name what a comparison looks at: the label of the field, or its path in the answers."""
        found = self._field(field)
        return found.label if found is not None else _OF_APPLICATIONS.get(field, field)

    def choice(self, field: str, value: str) -> str:
        """Name a choice of the field a comparison looks at."""
        found = self._field(field)
        return found.options.get(value, value) if found is not None else value

    def _field(self, field: str) -> FormField | None:
        return next(
            (
                asked
                for form in self.definition.forms.values()
                for name, asked in form.fields.items()
                if form.place(name) == field
            ),
            None,
        )

    def _means(self, machine: str, slot: str) -> Spawn | Opening | None:
        model = self._machine(machine)
        states = model.states.values() if model is not None else ()
        return next(
            (held for one in states if (held := one.spawn.get(slot) or one.open.get(slot)) is not None), None
        )

    def _machine(self, machine: str) -> MachineModel | None:
        return self.definition.machines.get(machine)


def mail_name(mail: str) -> str:
    """Name a mail by its title."""
    held = known_mails().get(mail)
    return held.title if held is not None else mail


def document_name(document: str) -> str:
    """Name a document by its title."""
    held = known_documents().get(document)
    return held.title if held is not None else document


def country_name(country: str) -> str:
    """Name a country, by its ISO code."""
    held = countries().get(country)
    return held.name if held is not None else country
