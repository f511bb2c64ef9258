"""What leaves the house, on which occasion, to whom: the mail matrix, and the same as a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow.definition.machine_model import Effects, MachineModel
from workflow.definition.model import Definition
from workflow.definition.names import Names, document_name, mail_name
from workflow.definition.tables.table import Cell, Column, Table, table
from workflow.definition.wording import say_span

_LIST = (
    Column("occasion", "Quand"),
    Column("kind", "Quoi"),
    Column("name"),
    Column("title", "Intitulé"),
    Column("role"),
    Column("to", "À qui"),
)


@dataclass(frozen=True, slots=True)
class Departure:
    """All that leaves on one occasion: mails with their readers, documents; `silent` excuses no mail."""

    occasion: str
    mails: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    silent: str | None = None


def departures(machine: MachineModel) -> Iterator[Departure]:
    """Give every occasion on which a machine sends or prints something, or says why it sends nothing."""
    found = [_of("Création", machine.created)]
    found += [
        Departure(f"Acte « {act.label} »", act.mails, act.documents, act.silent)
        for act in machine.transitions.values()
    ]
    for state in machine.states.values():
        for deadline in state.deadlines.values():
            before = " et ".join(say_span(span) for span in deadline.remind)
            found.append(Departure(f"Rappel {before} avant l'échéance, « {state.label} »", deadline.mails))
    found.append(_of("Annulation, à la fin du dossier parent", machine.cancelled))
    return (one for one in found if one.mails or one.documents or one.silent)


def mail_list(definition: Definition, machine: str) -> Table:
    """List what leaves, one line for each mail and document."""
    names, model = Names(definition), definition.machines[machine]
    rows: list[tuple[str, ...]] = []
    for one in departures(model):
        rows += [
            (one.occasion, "courriel", mail, mail_name(mail), role, names.role(role))
            for mail, role in one.mails.items()
        ]
        rows += [(one.occasion, "document", name, document_name(name), "", "") for name in one.documents]
        if one.silent is not None:
            rows.append((one.occasion, "silence", "", one.silent, "", ""))
    return table(_caption(model), _LIST, rows)


def mail_matrix(definition: Definition, machine: str) -> Table:
    """Cross occasions and readers: each cell holds the mails, then come documents and reasons for silence."""
    names, model = Names(definition), definition.machines[machine]
    found = [*departures(model)]
    readers = dict.fromkeys(role for one in found for role in one.mails.values())
    roles = [
        *(role for role in definition.roles if role in readers),
        *(readers.keys() - definition.roles.keys()),
    ]
    columns = [
        Column("occasion", "Quand"),
        *(Column(role, names.role(role)) for role in roles),
        Column("documents", "Documents"),
        Column("silent", "Pas de courriel, parce que"),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            one.occasion,
            *(tuple(mail_name(mail) for mail, to in one.mails.items() if to == role) for role in roles),
            tuple(map(document_name, one.documents)),
            one.silent or "",
        )
        for one in found
    ]
    return table(_caption(model), columns, rows)


def _of(occasion: str, effects: Effects) -> Departure:
    return Departure(occasion, effects.mails, effects.documents)


def _caption(model: MachineModel) -> str:
    return f"Ce qui part : circuit « {model.label} »"
