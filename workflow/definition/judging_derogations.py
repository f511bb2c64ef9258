"""Derogations: to rules that are evaluated, asked by some and granted by others, within limits."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.exploration.classes import waives
from workflow.definition.machine_model import MachineModel, Opening
from workflow.definition.model import FormField
from workflow.definition.own_rules import rules_of
from workflow.definition.tree import Path
from workflow.definition.words import DEROGATE, SAME

_EUROS = "EUR"
_ANSWERED_BY = {
    "rule": frozenset({"rule"}),
    "reason": frozenset({"text", "long_text"}),
    "up_to": frozenset({"money"}),
    "until": frozenset({"date"}),
}
"""The kinds of field that answer each mark."""
_COMPULSORY = ("rule", "reason")
_LIMITS = ("up_to", "until")


def judge_derogations(exam: Examination) -> None:
    """Report rules waived that nothing evaluates, derogations nobody can ask or grant, or without limit."""
    if exam.definition.derogations:
        _rules(exam)
    for path, name, machine in exam.machines():
        if waives(machine):
            _favourable(exam, path, machine)
            for here, opening in _openings(exam, name):
                _apart(exam, here, opening, machine)
                _asked(exam, here, opening)


def _rules(exam: Examination) -> None:
    definition, rules = exam.definition, rules_of(exam.definition)
    evaluated = {rule for _, _, transition, _machine in exam.transitions() for rule in transition.rules}
    granting = [one for _, _, one, _machine in exam.transitions() if one.does == DEROGATE]
    asked = [
        here for _, name, machine in exam.machines() if waives(machine) for here in _openings(exam, name)
    ]
    roles = {role for one in granting for role in one.by}
    for rule, allowed in (definition.derogations or {}).items():
        path: Path = ("derogations", rule)
        exam.require(rule, rules, path, code="DEF-023", noun="Règle", on_key=True)
        if rule in rules and rule not in evaluated:
            message = f"Aucun acte n'évalue « {rule} » : y déroger n'écarterait rien."
            exam.say(
                "DEF-200", path, message, remedy="Retirez cette ligne, ou la règle à un acte.", on_key=True
            )
        if not (granting and asked):
            lack = (
                "accordée : aucun acte n'est « does: derogate »"
                if not granting
                else "demandée : rien ne l'ouvre"
            )
            message = f"La dérogation à « {rule} » ne peut être {lack}."
            exam.say("DEF-201", path, message, remedy="Ouvrez-la à un état de la demande.", on_key=True)
            continue
        for index, role in enumerate(allowed.by):
            here = (*path, "by", index)
            if role not in definition.roles:
                exam.require(role, definition.roles, here, code="DEF-019", noun="Rôle")
            elif role not in roles:
                message = f"« {role} » n'accorde aucune dérogation : {', '.join(sorted(roles))} le peut."
                exam.say("DEF-203", here, message, remedy="Nommez un rôle de l'acte « does: derogate ».")
        if allowed.at_most is not None and allowed.at_most.currency != _EUROS:
            message = f"« {allowed.at_most} » : une dérogation se limite en euros."
            exam.say("DEF-206", (*path, "at_most"), message, remedy='Écrivez par exemple "12 000,00 EUR".')


def _openings(exam: Examination, machine: str) -> Iterator[tuple[Path, Opening]]:
    for path, _, state, _model in exam.states():
        for slot, opening in state.open.items():
            if opening.machine == machine:
                yield (*path, "open", slot), opening


def _favourable(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report derogations granted that nothing would read as granted."""
    for name, transition in machine.transitions.items():
        landed = machine.states.get(transition.target)
        granted = transition.does == DEROGATE
        favourable = landed is not None and landed.outcome == "positive"
        if granted != favourable and transition.target != SAME:
            message = (
                f"« {transition.label} » accorde, mais « {transition.target} » n'est pas une issue favorable."
                if granted
                else f"« {transition.label} » mène à une issue favorable sans rien accorder."
            )
            remedy = "Écrivez « outcome: positive » à l'état où mène « does: derogate », et à lui seul."
            exam.say("DEF-205", (*path, "transitions", name, "to"), message, remedy=remedy)


def _apart(exam: Examination, path: Path, opening: Opening, machine: MachineModel) -> None:
    """Report derogations that only those who ask for them may grant."""
    granting = {role for one in machine.transitions.values() if one.does == DEROGATE for role in one.by}
    shared = [role for role in opening.by if role in granting]
    known_roles = exam.definition.roles
    outside = [role for role in opening.by if role in known_roles and known_roles[role].kind == "outside"]
    if outside:
        message = f"« {outside[0]} », du dehors, demanderait une dérogation qu'il ne peut voir."
        exam.say("DEF-150", (*path, "by"), message, remedy="Confiez la demande à un rôle de la maison.")
    if shared:
        message = f"« {shared[0]} » demande la dérogation et l'accorde."
        exam.say("DEF-202", (*path, "by"), message, remedy="Confiez la demande et l'octroi à deux rôles.")


def _asked(exam: Examination, path: Path, opening: Opening) -> None:
    """Report requests that do not say which rule, why, or how far, in fields that can say it."""
    form = exam.definition.forms.get(opening.form or "")
    fields = [] if form is None else list(form.fields.values())
    marked = {mark: [field for field in fields if field.derogates == mark] for mark in _ANSWERED_BY}
    lacking = [mark for mark in _COMPULSORY if not any(_fits(one, mark) for one in marked[mark])]
    if not any(_fits(one, mark) for mark in _LIMITS for one in marked[mark]):
        lacking.append(" ou ".join(_LIMITS))
    if lacking:
        exam.say(
            "DEF-204",
            (*path, "form") if opening.form else path,
            f"La demande ne dit pas : {', '.join(lacking)}.",
            remedy="Marquez par « derogates: » un champ rule et un texte obligatoires, et une limite.",
            on_key=opening.form is None,
        )


def _fits(field: FormField, mark: str) -> bool:
    return field.kind in _ANSWERED_BY[mark] and (field.required or mark not in _COMPULSORY)
