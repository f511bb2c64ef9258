"""Acts and the side they belong to: what applicants do, what the house does, what each may see."""

from collections.abc import Iterable

from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.model import Role
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, GIVER, INSIDE_DEEDS, OUTSIDE_DEEDS, WIDE_SCOPES


def judge_sides(exam: Examination) -> None:
    """Report acts given to the wrong side, roles of the outside that see everything, drafts nobody fills."""
    for name, role in exam.definition.roles.items():
        if role.kind == "outside" and role.scope in WIDE_SCOPES:
            exam.say(
                "DEF-161",
                ("roles", name),
                f"« {role.label} » est du dehors et verrait tous les dossiers.",
                remedy="Donnez-lui une portée : « scope: own », « region » ou « country ».",
                on_key=True,
            )
    for path, name, transition, _machine in exam.transitions():
        _right_side(exam, (*path, "by"), name, transition)
    for path, _, machine in exam.machines():
        if machine.serves == "application":
            _fillable(exam, path, machine)
        _asked_by_its_answerer(exam, path, machine)


def _right_side(exam: Examination, path: Path, name: str, transition: Transition) -> None:
    roles = _held(exam, transition.by)
    wrong = [one for one, role in roles if transition.does in INSIDE_DEEDS and role.kind == "outside"]
    lacking = transition.does in OUTSIDE_DEEDS and roles and all(role.kind == "inside" for _, role in roles)
    if wrong or lacking:
        told = "de la maison" if wrong else "du dehors"
        exam.say(
            "DEF-150",
            (*path, transition.by.index(wrong[0])) if wrong else path,
            f"« {transition.label} » est un acte {told} (« does: {transition.does} ») ; "
            f"« {wrong[0] if wrong else ', '.join(transition.by)} » n'en est pas.",
            remedy=f"Confiez « {name} » à l'autre côté, ou corrigez « does ».",
        )


def _held(exam: Examination, names: Iterable[str]) -> list[tuple[str, Role]]:
    roles = exam.definition.roles
    return [(name, roles[name]) for name in names if name in roles and name not in {GIVER, *AUTOMATIC}]


def _fillable(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report a first state in which nobody outside can write: no application would ever be made."""
    first = machine.states.get(machine.initial)
    if first is None:
        return
    writers = _held(exam, first.editable_by)
    if not any(role.kind == "outside" for _, role in writers):
        exam.say(
            "DEF-162",
            (*path, "states", machine.initial),
            f"À l'état « {machine.initial} », aucun porteur ne peut créer ni remplir de demande.",
            remedy="Ajoutez « editable_by: » et le rôle du porteur.",
            on_key=True,
        )


def _asked_by_its_answerer(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report children that the role which opens them may also answer: it would ask and answer alone."""
    for name, state in machine.states.items():
        for slot, opening in state.open.items():
            child = exam.definition.machines.get(opening.machine)
            answers = [one for one in child.transitions.values() if one.does == "answer"] if child else []
            both = {role for one in answers for role in one.by}.intersection(opening.by)
            if both:
                exam.say(
                    "DEF-164",
                    (*path, "states", name, "open", slot, "by"),
                    f"« {min(both)} » ouvre « {slot} » et y répond : il se demande à lui-même.",
                    remedy="Confiez l'ouverture à un autre rôle que la réponse.",
                )
