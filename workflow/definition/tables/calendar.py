"""When things happen: windows, deadlines, legal clocks, what is kept how long, each with its source."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.wording import long_date, long_instant
from workflow.definition.condition_wording import say_condition
from workflow.definition.deadline_wording import say_deadline
from workflow.definition.literals import Moment, Span, UnknownValue
from workflow.definition.model import Definition, Months, Window
from workflow.definition.names import Names, mail_name
from workflow.definition.nouns import word
from workflow.definition.tables.table import Cell, Column, Table, table
from workflow.definition.value_wording import say_parameter, say_value
from workflow.definition.wording import say_span

_DEADLINES = (
    Column("machine", "Circuit"),
    Column("state", "État"),
    Column("after", "Délai"),
    Column("effect", "Effet"),
    Column("reminders", "Rappels"),
    Column("source", "Source"),
    Column("sure", "Certitude"),
)
_CLOCKS = (
    Column("clock", "Délai légal"),
    Column("after", "Durée"),
    Column("starts", "Lancé par"),
    Column("paused", "Suspendu tant que"),
    Column("stops", "Arrêté par"),
    Column("source", "Source"),
    Column("sure", "Certitude"),
)


_RETENTION = (
    Column("label", "Affaires"),
    Column("what", "Ce qui est gardé"),
    Column("ended", "Fins"),
    Column("keep", "Durée"),
    Column("source", "Source"),
    Column("sure", "Certitude"),
    Column("note", "Note"),
)


def calendar(definition: Definition) -> tuple[Table, ...]:
    """Give windows, deadlines, clocks and retention; a table that would be empty is left out."""
    found = (windows(definition), deadlines(definition), clocks(definition), retention(definition))
    return tuple(one for one in found if one.rows and len(one.columns) > 1)


def windows(definition: Definition) -> Table:
    """Show each window in a column, hours in the zone of the window and in that of the partner."""
    held = definition.windows
    columns = [Column("about-windows", "Guichet"), *(Column(name, name) for name in held)]
    rows = [(title, *(say(definition, window) for window in held.values())) for title, say in _ABOUT.items()]
    return table("Guichets de dépôt", columns, [row for row in rows if any(row[1:])])


def deadlines(definition: Definition) -> Table:
    """List the deadlines of all machines, with what they do and whom they remind."""
    return table("Échéances et rappels", _DEADLINES, _deadlines(definition))


def clocks(definition: Definition) -> Table:
    """List the delays that outlive states; they are shown and move nothing."""
    return table("Délais légaux, qui se montrent et ne déplacent rien", _CLOCKS, _clocks(definition))


def retention(definition: Definition) -> Table:
    """List how long what is kept once a case has ended, and what becomes of it then."""
    return table("Conservation", _RETENTION, _retention(definition))


def _retention(definition: Definition) -> Iterator[tuple[Cell, ...]]:
    names = Names(definition)
    for kept in definition.retention.values():
        outcomes = [f"issue {word('Retention', 'outcome', outcome)}" for outcome in kept.outcome]
        phases = [f"phase « {names.phase(kept.machine or '', phase)} »" for phase in kept.phases]
        yield (
            kept.label,
            word("Retention", "what", kept.what) or kept.what,
            (*outcomes, *phases),
            f"{say_span(kept.keep)}, puis {word('Retention', 'then', kept.then)}",
            _source(definition, kept.source),
            _sure(definition, kept.sure, kept.source),
            kept.note or "",
        )


def _deadlines(definition: Definition) -> Iterator[tuple[Cell, ...]]:
    names = Names(definition)
    for machine, model in definition.machines.items():
        for state in model.states.values():
            for deadline in state.deadlines.values():
                fired = deadline.fire is not None
                act = names.act(machine, deadline.fire or deadline.opens or "")
                letters = [f"« {mail_name(mail)} » ({names.role(to)})" for mail, to in deadline.mails.items()]
                reminders = [f"{say_span(span)} avant" for span in deadline.remind]
                yield (
                    model.label,
                    state.label,
                    say_deadline(deadline, names),
                    f"déclenche « {act} »" if fired else f"rend possible « {act} »",
                    (*reminders, *letters),
                    _source(definition, deadline.source),
                    _sure(definition, deadline.sure, deadline.source),
                )


def _clocks(definition: Definition) -> Iterator[tuple[Cell, ...]]:
    names = Names(definition)
    for machine, model in definition.machines.items():
        for clock in model.clocks.values():
            paused = clock.paused_while
            yield (
                clock.label,
                _span(clock.after),
                tuple(names.act(machine, trigger) for trigger in clock.starts),
                say_condition(paused, machine=machine, names=names) if paused is not None else "",
                tuple(names.act(machine, trigger) for trigger in clock.stops),
                _source(definition, clock.source),
                _sure(definition, clock.sure, clock.source),
            )


def _seen(local: datetime, window: Window) -> tuple[str, ...]:
    """Say an instant, naive in the zone of the window, there and in the partner's zone if there is one."""
    here = local.replace(tzinfo=ZoneInfo(window.zone))
    zones = [window.zone, *([window.partner_zone] if window.partner_zone else [])]
    return tuple(long_instant(here, zone) for zone in zones)


def _until(moment: Moment, window: Window) -> tuple[str, ...]:
    """Say when a window closes: at a minute that still counts, or at the end of a day."""
    if moment.minute is not None:
        return _seen(moment.first(), window)
    return (f"fin de la journée du {long_date(moment.day)}", *_seen(moment.after(), window))


def _kind(kind: str) -> str:
    return word("Definition", "applicants", kind) or kind


def _particular(_: Definition, window: Window) -> tuple[str, ...]:
    return tuple(
        f"{_kind(kind)} : {hours}"
        for kind, moment in window.closes_for.items()
        for hours in _until(moment, window)
    )


def _months(_: Definition, window: Window) -> str:
    if not isinstance(window.months, Months):
        return say_value(window.months) if window.months is not None else ""
    least, most = window.months.min, window.months.max
    parts = [f"au moins {say_span(least)}"] if least else []
    parts += [f"au plus {say_span(most)}"] if most else []
    return ", ".join(parts)


def _own(window: Window) -> Iterator[str]:
    """Say the parameters that this window puts in the place of the definition's."""
    for name, values in window.parameters.items():
        for dated in values:
            since = f" à compter du {long_date(dated.since)}" if dated.since else ""
            yield f"{say_parameter(name)}{since} : {say_value(dated.value)}"


def _span(span: Span | UnknownValue) -> str:
    return say_value(span)


def _source(definition: Definition, source: str | None) -> str:
    return Names(definition).source(source) if source is not None else ""


def _sure(definition: Definition, sure: str | None, source: str | None) -> str:
    """Say how sure a value is: by itself, else as its source is."""
    note = definition.sources.get(source or "")
    held = sure or (note.sure if note is not None else None)
    return f"{held}, {word('Source', 'sure', held) or ''}" if held else ""


_ABOUT: dict[str, Callable[[Definition, Window], Cell]] = {
    "Publication": lambda _, window: say_value(window.published) if window.published else "",
    "Ouverture": lambda _, window: _seen(window.opens.first(), window),
    "Clôture": lambda _, window: _until(window.closes, window),
    "Clôture particulière": _particular,
    "Dates": lambda _, window: "à confirmer" if window.to_be_confirmed else "",
    "Durée des projets": _months,
    "Enveloppe": lambda _, window: say_value(window.envelope) if window.envelope else "",
    "Enveloppe du partenaire": lambda _, window: (
        say_value(window.partner_envelope) if window.partner_envelope else ""
    ),
    "Voie de dépôt": lambda _, window: word("Window", "channel", window.channel) or window.channel,
    "Paramètres propres": lambda _, window: tuple(_own(window)),
    "Source": lambda definition, window: _source(definition, window.source),
    "Certitude": lambda definition, window: _sure(definition, window.sure, window.source),
    "Note": lambda _, window: window.note or "",
}
