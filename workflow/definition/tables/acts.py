"""The acts of a machine in words: the same as its drawing, and what a drawing has no room for."""

from collections.abc import Iterator

from workflow.definition.condition_wording import say_condition
from workflow.definition.machine_model import Transition
from workflow.definition.model import Definition
from workflow.definition.names import Names, document_name, mail_name
from workflow.definition.tables.table import Cell, Column, Table, table
from workflow.definition.words import AUTOMATIC, SAME

_COLUMNS = (
    Column("trigger"),
    Column("act", "Acte"),
    Column("from", "De"),
    Column("to", "À"),
    Column("by", "Par"),
    Column("conditions", "Conditions"),
    Column("leaves", "Ce qui part"),
)


def acts(definition: Definition, machine: str) -> Table:
    """List every act of a machine. Raises `KeyError` when there is none of that name."""
    model = definition.machines[machine]
    rows = [_row(definition, machine, trigger, one) for trigger, one in model.transitions.items()]
    return table(f"Actes du circuit « {model.label} »", _COLUMNS, rows)


def _row(definition: Definition, machine: str, trigger: str, act: Transition) -> tuple[Cell, ...]:
    names = Names(definition)
    target = "le même état" if act.target == SAME else names.state(machine, act.target)
    return (
        trigger,
        act.label + _kind(act),
        tuple(names.state(machine, origin) for origin in act.origins),
        target,
        tuple(names.role(role) for role in act.by),
        tuple(conditions(definition, machine, trigger)),
        tuple(_leaving(names, act)),
    )


def conditions(definition: Definition, machine: str, trigger: str) -> Iterator[str]:
    """Say one by one what an act asks: children, answers, window, delay, rules, reason, who may not."""
    act, names = definition.machines[machine].transitions[trigger], Names(definition)
    if act.open_while is not None:
        yield "le guichet est ouvert"
    for state in definition.machines[machine].states.values():
        for deadline in state.deadlines.values():
            if deadline.opens == trigger:
                yield f"l'échéance de l'état « {state.label} » est passée"
    for condition in act.when:
        yield say_condition(condition, machine=machine, names=names)
    if act.rules:
        yield f"règles {', '.join(act.rules)}"
    if act.form is not None:
        yield f"formulaire « {names.form(act.form)} »"
    if act.reason != "none":
        yield "motif exigé"
    if act.unlike:
        others = ", ".join(f"« {names.act(machine, other)} »" for other in act.unlike)
        yield f"par quelqu'un d'autre que pour {others}"


def _kind(act: Transition) -> str:
    marks = ["automatique"] if AUTOMATIC.intersection(act.by) else []
    marks += ["exceptionnel"] if act.exceptional else []
    return f" ({', '.join(marks)})" if marks else ""


def _leaving(names: Names, act: Transition) -> Iterator[str]:
    for mail, role in act.mails.items():
        yield f"courriel « {mail_name(mail)} » ({names.role(role)})"
    for document in act.documents:
        yield f"document « {document_name(document)} »"
