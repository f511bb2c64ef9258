"""How the parts of a definition are called in the sentences that tell an alteration."""

from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition
from workflow.definition.words import CLOCK, ENGINE, GIVER, PARENT, SAME

_WORDS = {
    CLOCK: "l'horloge",
    ENGINE: "le système",
    PARENT: "la fin du dossier",
    GIVER: "la personne consultée",
}


def say_act(machine: MachineModel, name: str) -> str:
    """Name an act by what people read: « l'acte « Dépôt » », with its machine for a child."""
    return f"l'acte « {machine.transitions[name].label} »{_within(machine)}"


def say_state(machine: MachineModel, name: str) -> str:
    """Name a state of a machine already named."""
    return "l'état où il est" if name == SAME else f"l'état « {machine.states[name].label} »"


def say_state_alone(machine: MachineModel, name: str) -> str:
    """Name a state by what people read, with its machine for a child."""
    return f"{say_state(machine, name)}{_within(machine)}"


def say_role(definition: Definition, name: str) -> str:
    """Name a role, or who stands for one in the language."""
    role = definition.roles.get(name)
    return _WORDS.get(name) or (f"« {role.label} »" if role is not None else f"« {name} »")


def _within(machine: MachineModel) -> str:
    return f" ({machine.label})" if machine.serves == "child" else ""
