"""What opinions rest on: answers that the case they are given on may hold, and only where one is given."""

from forms.field_labels import LABELS
from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel
from workflow.definition.tree import Path
from workflow.definition.words import APPLICATION, OPINION

_ELEMENT = "["


def judge_bases(exam: Examination) -> None:
    """Report bases that name no answer of the case, and those of children that give no opinion."""
    for path, _, machine in exam.machines():
        known = _places(exam, machine)
        for state, model in machine.states.items():
            for slot, spawn in model.spawn.items():
                if spawn.rests_on is None:
                    continue
                here: Path = (*path, "states", state, "spawn", slot, "rests_on")
                _vain(exam, here, spawn.machine, spawn.rests_on)
                for rank, place in enumerate(spawn.rests_on):
                    if place not in known:
                        exam.say(
                            "DEF-210",
                            (*here, rank),
                            f"« {place} » n'est pas une réponse du dossier.",
                            remedy=suggest(place, known),
                        )


def _vain(exam: Examination, path: Path, machine: str, named: tuple[str, ...]) -> None:
    asked = exam.definition.machines.get(machine)
    if asked is not None and not any(one.does == OPINION for one in asked.transitions.values()):
        exam.say(
            "DEF-210",
            path,
            f"« {machine} » ne rend pas d'avis : ceci ne repose sur rien.",
            remedy="Retirez « rests_on ».",
            on_key=True,
        )
    elif not named:
        exam.say(
            "DEF-210",
            path,
            "Un avis qui ne repose sur aucune réponse ne serait jamais signalé.",
            remedy="Nommez-en une, ou retirez « rests_on » : l'avis repose alors sur toutes.",
            on_key=True,
        )


def _places(exam: Examination, machine: MachineModel) -> frozenset[str]:
    """Give the places of answers in a case of this machine, and the groups that hold them.

    The form's own part is one, though a call may ask nothing there: what an heir adds is then counted.
    """
    form = exam.definition.forms.get(machine.form or "")
    named = {form.into, *map(form.place, form.fields)} if form is not None else set()
    if machine.serves == APPLICATION:
        named |= {label for label in LABELS if _ELEMENT not in label}
    return frozenset(named | {place.rpartition(".")[0] for place in named if "." in place})
