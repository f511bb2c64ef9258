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
        elif role.kind == "inside" and role.scope == "own":
            exam.say(
                "DEF-161",
                ("roles", name, "kind"),
                f"« {role.label} » ne voit que ses propres dossiers : ce n'est pas un rôle de la maison.",
                remedy="Écrivez « kind: outside », ou une autre portée.",
            )
    for path, name, transition, machine in exam.transitions():
        if not _right_side(exam, (*path, "by"), name, transition):
            _not_awaited(exam, (*path, "by"), transition, machine)
    for path, _, machine in exam.machines():
        if machine.serves == "application" or machine.is_record():
            _fillable(exam, path, machine)
        _asked_by_its_answerer(exam, path, machine)


def _right_side(exam: Examination, path: Path, name: str, transition: Transition) -> bool:
    """Report an act of one side given to the other; tell whether it was."""
    roles = _held(exam, transition.by)
    mixed = transition.does == "sign" and len({role.kind for _, role in roles}) > 1
    if mixed:
        exam.say(
            "DEF-150",
            path,
            f"« {transition.label} » serait signé aussi bien par le dehors que par la maison.",
            remedy="Écrivez un acte de signature pour chaque côté.",
        )
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
    return bool(wrong or lacking or mixed)


def _not_awaited(exam: Examination, path: Path, transition: Transition, machine: MachineModel) -> None:
    """Report ordinary acts open to people outside in a state where the house is awaited."""
    if transition.exceptional or transition.does in OUTSIDE_DEEDS:
        return
    outside = [one for one, role in _held(exam, transition.by) if role.kind == "outside"]
    for origin in transition.origins if outside else ():
        awaited = machine.states[origin].next_actor if origin in machine.states else None
        role = exam.definition.roles.get(awaited or "")
        if role is not None and role.kind == "inside":
            exam.say(
                "DEF-150",
                (*path, transition.by.index(outside[0])),
                f"À l'état « {origin} », « {awaited} » est attendu ; « {outside[0]} » agirait à sa place "
                f"(« {transition.label} »).",
                remedy="Retirez ce rôle de l'acte, ou corrigez « next_actor » de l'état.",
            )
            return


def _held(exam: Examination, names: Iterable[str]) -> list[tuple[str, Role]]:
    roles = exam.definition.roles
    return [(name, roles[name]) for name in names if name in roles and name not in {GIVER, *AUTOMATIC}]


def _fillable(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report a first state in which nobody can write; nobody outside, where applications are made."""
    first = machine.states.get(machine.initial)
    if first is None:
        return
    writers = _held(exam, first.editable_by)
    applied = machine.serves == "application"
    if not any(role.kind == "outside" or not applied for _, role in writers):
        exam.say(
            "DEF-162",
            (*path, "states", machine.initial),
            f"À l'état « {machine.initial} », aucun porteur ne peut créer ni remplir de demande."
            if applied
            else f"À l'état « {machine.initial} », personne ne peut créer « {machine.label} ».",
            remedy="Ajoutez « editable_by: » et le rôle de qui écrit.",
            on_key=True,
        )


def _asked_by_its_answerer(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report children that the role which opens them may also answer: it would ask and answer alone."""
    for name, state in machine.states.items():
        for slot, opening in state.open.items():
            child = exam.definition.machines.get(opening.machine)
            answers = [one for one in child.transitions.values() if one.does == "answer"] if child else []
            both = {role for one in answers for role in one.by}.intersection(opening.by)
            first = _first_awaited(child)
            awaited = exam.definition.roles.get(first)
            alone = awaited is not None and awaited.kind == "outside"
            # Who is awaited first may open it: a request of his own, that he then prepares.
            strangers = [
                one for one, role in _held(exam, opening.by) if role.kind == "outside" and one != first
            ]
            if not both and alone and strangers:
                exam.say(
                    "DEF-164",
                    (*path, "states", name, "open", slot, "by"),
                    f"« {strangers[0]} » ouvrirait « {slot} », que le dehors attend de la maison.",
                    remedy="Confiez l'ouverture à un rôle de la maison.",
                )
            if both:
                exam.say(
                    "DEF-164",
                    (*path, "states", name, "open", slot, "by"),
                    f"« {min(both)} » ouvre « {slot} » et y répond : il se demande à lui-même.",
                    remedy="Confiez l'ouverture à un autre rôle que la réponse.",
                )


def _first_awaited(child: MachineModel | None) -> str:
    first = child.states.get(child.initial) if child is not None else None
    return (first.next_actor if first is not None else None) or ""
