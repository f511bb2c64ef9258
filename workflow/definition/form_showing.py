"""Forms told in French: sections, fields, their kinds, obligations and limits, who fills them when."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from forms.answer_reading import EXAMPLES
from forms.bounding import say_bounds
from forms.fitting import fitted
from workflow.definition.asked_fields import asked_of
from workflow.definition.condition_wording import say_condition
from workflow.definition.filling import Filling, fillings_of
from workflow.definition.form_model import Access, Column, Form, FormField
from workflow.definition.form_rules import RuleMet, rules_met
from workflow.definition.machine_model import Comparison
from workflow.definition.model import Definition
from workflow.definition.names import Names
from workflow.definition.nouns import word

_READERS = {
    "inside": "la maison",
    "everyone": "tous ceux qui voient le dossier",
    "announced": "tous, après l'annonce",
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field, or one column of a table, in words; empty texts say nothing."""

    name: str
    label: str
    kind: str
    obligation: str
    shown: str = ""
    limits: str = ""
    options: tuple[str, ...] = ()
    example: str = ""
    help: str = ""
    readers: str = ""
    changers: str = ""
    reuse: bool = False
    columns: tuple["FieldTold", ...] = ()

    def details(self) -> tuple[tuple[str, str], ...]:
        """Give what there is to say beside its kind and obligation, each with what it is about."""
        told = (
            ("demandé si", self.shown),
            ("limites", self.limits),
            ("choix", ", ".join(self.options)),
            ("exemple", self.example),
            ("lu par", self.readers),
            ("changé par", self.changers),
            ("reprise", "d'un dossier antérieur" if self.reuse else ""),
        )
        return tuple((name, text) for name, text in told if text)


@dataclass(frozen=True, slots=True)
class SectionTold:
    """Fields read together; without a label where the form has no sections."""

    label: str
    help: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True)
class FormTold:
    """One form in words: who reads it, who fills it and when, its sections, the rules its fillers meet."""

    name: str
    label: str
    readers: str
    filled: tuple[str, ...]
    sections: tuple[SectionTold, ...]
    rules: tuple[RuleMet, ...] = ()


def forms_filled(definition: Definition, *, by: Collection[str]) -> tuple[str, ...]:
    """Give the forms that one of these roles fills on some occasion, in the order of the definition."""
    roles = frozenset(by)
    return tuple(
        name
        for name in definition.forms
        if any(roles.intersection(one.roles) for one in fillings_of(definition, name))
    )


def tell_form(definition: Definition, name: str) -> FormTold:
    """Tell one form of a definition."""
    form, names = definition.forms[name], Names(definition)
    return FormTold(
        name,
        form.label,
        _READERS[form.visible],
        tuple(_occasions(definition, name, names)),
        tuple(_sections(form, names)),
        rules_met(definition, name),
    )


def _occasions(definition: Definition, name: str, names: Names) -> Iterator[str]:
    """Say who fills the form, and where the case then stands, each once."""
    told: dict[str, list[Filling]] = {}
    for filling in fillings_of(definition, name):
        labels = ", ".join(sorted(names.role(role) for role in filling.roles))
        told.setdefault(f"{labels} — {names.machine(filling.machine)}", []).append(filling)
    for who, fillings in told.items():
        states = dict.fromkeys(names.state(one.machine, one.state) for one in fillings)
        yield f"{who} : {', '.join(f'« {state} »' for state in states)}"


def _sections(form: Form, names: Names) -> Iterator[SectionTold]:
    loose = tuple(_field(name, one, names) for name, one in form.fields.items() if one.section is None)
    if loose:
        yield SectionTold("", "", loose)
    for key, section in (form.sections or {}).items():
        held = tuple(_field(name, one, names) for name, one in form.fields.items() if one.section == key)
        yield SectionTold(section.label, section.help or "", held)


def _field(name: str, field: FormField, names: Names) -> FieldTold:
    return FieldTold(
        name=name,
        label=field.label,
        kind=word("Field", "kind", field.kind) or field.kind,
        obligation=_obligation(field, names),
        shown=_conditions(field.shown_when or (), names),
        limits=_limits(field),
        options=tuple(field.options.values()),
        example=_example(field),
        help=field.help or "",
        readers=_access(field.seen, names),
        changers=_access(field.changed, names),
        reuse=bool(field.reuse),
        columns=tuple(_column(key, one) for key, one in (field.columns or {}).items()),
    )


def _column(name: str, column: Column) -> FieldTold:
    return FieldTold(
        name=name,
        label=column.label,
        kind=word("Column", "kind", column.kind) or column.kind,
        obligation="obligatoire" if column.required else "facultatif",
        limits=_limits(column),
        options=tuple(column.options.values()),
        example=_example(column),
        help=column.help or "",
    )


def _example(field: FormField | Column) -> str:
    """Give the author's example, else that of the kind where the field admits it."""
    usual = EXAMPLES.get(field.kind, "")
    return field.example or (usual and fitted(asked_of(field), usual))


def _limits(field: FormField | Column) -> str:
    return say_bounds(field.kind, asked_of(field).bounds) if field.limits else ""


def _obligation(field: FormField, names: Names) -> str:
    if field.required:
        return "obligatoire"
    if field.required_when:
        return f"obligatoire si {_conditions(field.required_when, names)}"
    return "facultatif"


def _conditions(conditions: Sequence[Comparison], names: Names) -> str:
    return " et ".join(say_condition(one, machine="", names=names) for one in conditions)


def _access(access: Access | None, names: Names) -> str:
    if access is None:
        return ""
    machines = names.definition.machines
    states = (
        model.states[one].label for one in access.states for model in machines.values() if one in model.states
    )
    phases = (
        model.phases[one].label for one in access.phases for model in machines.values() if one in model.phases
    )
    where = ", ".join(f"« {label} »" for label in dict.fromkeys((*states, *phases)))
    who = ", ".join(names.role(role) for role in access.by) or "chacun"
    return f"{who} ({where})" if where else who
