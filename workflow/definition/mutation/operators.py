"""The ways a definition is altered, each tried at every place where it applies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow.definition.mutation import (
    altering_acts,
    altering_children,
    altering_delays,
    altering_figures,
    altering_forms,
    altering_letters,
    altering_marks,
    altering_people,
)
from workflow.definition.mutation.alteration import Alteration
from workflow.definition.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Operator:
    """One way of altering: its French title, and what it makes of a definition."""

    title: str
    alter: Callable[[Resolved], Iterator[Alteration]]


OPERATORS: Mapping[str, Operator] = MappingProxyType(
    {
        "drop-guard": Operator("Condition retirée", altering_acts.drop_guard),
        "drop-rule": Operator("Règle retirée", altering_acts.drop_rule),
        "retarget": Operator("Acte qui mène ailleurs", altering_acts.retarget),
        "drop-origin": Operator("Départ retiré", altering_acts.drop_origin),
        "add-origin": Operator("Départ ajouté", altering_acts.add_origin),
        "leave-end": Operator("Fin que l'on quitte", altering_acts.leave_end),
        "drop-act": Operator("Acte retiré", altering_acts.drop_act),
        "swap-automatic": Operator("Actes automatiques échangés", altering_acts.swap_automatic),
        "drop-mark-of-act": Operator("Marque d'un acte retirée", altering_marks.drop_mark_of_act),
        "drop-mark-of-state": Operator("Marque d'un état retirée", altering_marks.drop_mark_of_state),
        "change-outcome": Operator("Issue changée", altering_marks.change_outcome),
        "change-envelope": Operator("Effet sur l'enveloppe changé", altering_marks.change_envelope),
        "add-final": Operator("État rendu final", altering_marks.add_final),
        "keep-at-parent-end": Operator("Sort à la fin du dossier changé", altering_marks.keep_at_parent_end),
        "unmask-phase": Operator("Phase masquée montrée", altering_marks.unmask_phase),
        "drop-role": Operator("Auteur retiré d'un acte", altering_people.drop_role),
        "give-outside": Operator("Acte de la maison donné au dehors", altering_people.give_outside),
        "give-inside": Operator("Acte du dehors donné à la maison", altering_people.give_inside),
        "swap-side": Operator("Rôle passé de l'autre côté de la porte", altering_people.swap_side),
        "change-scope": Operator("Portée d'un rôle étendue", altering_people.change_scope),
        "drop-unlike": Operator("Incompatibilité retirée", altering_people.drop_unlike),
        "drop-editor": Operator("Droit de modifier retiré", altering_people.drop_editor),
        "add-editor": Operator("Droit de modifier ajouté", altering_people.add_editor),
        "change-opener": Operator("Ouverture donnée à un autre rôle", altering_people.change_opener),
        "drop-spawn": Operator("Enfants qui ne sont plus demandés", altering_children.drop_spawn),
        "drop-opening": Operator("Enfant que personne n'ouvre plus", altering_children.drop_opening),
        "change-spawn": Operator("Ouverture d'office changée", altering_children.change_spawn),
        "change-on-leave": Operator("Sort au départ changé", altering_children.change_on_leave),
        "drop-opening-form": Operator("Formulaire d'ouverture retiré", altering_children.drop_opening_form),
        "drop-awaited": Operator("Issue qui n'est plus attendue", altering_children.drop_awaited),
        "drop-awaited-children": Operator(
            "Enfants qui ne sont plus attendus", altering_children.drop_awaited_children
        ),
        "all-to-any": Operator("Un seul au lieu de tous", altering_children.all_to_any),
        "drop-or-none": Operator("Attente bloquée par une liste vide", altering_children.drop_or_none),
        "drop-deadline": Operator("Délai retiré", altering_delays.drop_deadline),
        "fire-to-opens": Operator("Délai qui ne déplace plus, ou qui déplace", altering_delays.fire_to_opens),
        "change-span": Operator("Durée changée", altering_delays.change_span),
        "drop-reminders": Operator("Rappels retirés", altering_delays.drop_reminders),
        "drop-clock": Operator("Délai légal retiré", altering_delays.drop_clock),
        "drop-stop": Operator("Délai légal qui ne s'arrête plus", altering_delays.drop_stop),
        "drop-pause": Operator("Délai légal qui ne se suspend plus", altering_delays.drop_pause),
        "drop-mail": Operator("Courriel retiré", altering_letters.drop_mail),
        "redirect-mail": Operator("Courriel adressé à un autre", altering_letters.redirect_mail),
        "drop-document": Operator("Document retiré", altering_letters.drop_document),
        "change-readers": Operator("Formulaire lisible par d'autres", altering_letters.change_readers),
        "drop-field": Operator("Champ retiré", altering_forms.drop_field),
        "make-optional": Operator("Champ rendu facultatif", altering_forms.make_optional),
        "drop-option": Operator("Choix retiré", altering_forms.drop_option),
        "drop-parameter": Operator("Paramètre retiré", altering_figures.drop_parameter),
        "drop-dated": Operator("Valeur datée retirée", altering_figures.drop_dated),
        "raise-figure": Operator("Chiffre relevé", altering_figures.raise_figure),
        "drop-source": Operator("Source retirée", altering_figures.drop_source),
        "invert-window": Operator("Guichet à l'envers", altering_figures.invert_window),
    }
)
"""Every operator by its name, in the order in which mutants are given."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A definition altered once, by one operator at one place."""

    operator: str
    alteration: Alteration


def mutants(resolved: Resolved) -> Iterator[Mutant]:
    """Give every mutant of a definition: each operator at every place where it applies."""
    for name, operator in OPERATORS.items():
        for alteration in operator.alter(resolved):
            yield Mutant(name, alteration)
