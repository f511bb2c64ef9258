"""Judging an application file by the rules of a call, without any instance."""

from dataclasses import dataclass, replace
from datetime import date

from forms.answers import to_answers
from forms.application import Application
from forms.application_reading import read_application
from forms.errors import LimitExceeded, Refused, Unreadable
from forms.json_text import as_json
from forms.nearest import suggest
from forms.strict_yaml import Limits, Mapping, Scalar, read_yaml
from forms.wording import long_date
from rules.facts import Facts
from rules.judgement import Judgement, judge, unreadable
from workflow.definition.bundle import Bundle
from workflow.definition.errors import UnknownCall
from workflow.definition.model import Definition, Window
from workflow.definition.parameters import call_facts, in_force, parameters_at, stated
from workflow.filing import shortcomings_of_file, without_repeats

FILING = "file"
_RATES = "rate."
_BLOCKING = "block"
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What files are judged by: a call with its lists, read on one day."""

    bundle: Bundle
    at: date | None
    slot: str | None = None

    @property
    def window(self) -> Window | None:
        """Give the window it reads for; None for the one whose day it is."""
        return self.bundle.definition.windows.get(self.slot or "")

    @property
    def call(self) -> str:
        """Give the code of the call."""
        return self.bundle.definition.code


def yardstick(bundle: Bundle, *, at: date | None, window: str | None = None) -> Yardstick:
    """Read a call on a day, for one of its windows: on the day it closes when no day is given.

    Without `window`, the first one. A call whose dates nobody knows is read on its own reference
    day, if it says one. Raises `UnknownCall` for a window the call does not have.
    """
    definition = bundle.definition
    if window is not None and window not in definition.windows:
        raise UnknownCall(
            message=f"« {definition.title} » n'a pas de guichet « {window} ».",
            seen={"guichet": window},
            remedies=(suggest(window, definition.windows),),
        )
    chosen = definition.windows.get(window or "") or next(iter(definition.windows.values()), None)
    fixed = definition.reference_date if isinstance(definition.reference_date, date) else None
    return Yardstick(bundle, at or (chosen.closes.day if chosen else fixed), window)


def assess(text: bytes, *, name: str, by: Yardstick, only_budget: bool = False) -> Judgement:
    """Judge an application file by the rules of its call, then by its form; what cannot be is `unreadable`.

    With `only_budget` just the countries, the choice of rate, the authorities and the budget are
    read. Raises nothing that the file may cause.
    """
    try:
        application = read_application(text, name=name, only_budget=only_budget)
    except (Unreadable, LimitExceeded, Refused) as error:
        return unreadable(error)
    judgement = assess_application(application, by=by, only_budget=only_budget)
    if only_budget or judgement.verdict == _UNREADABLE:
        return judgement
    return _with_form(judgement, application, by.bundle.definition)


def _with_form(judgement: Judgement, application: Application, definition: Definition) -> Judgement:
    """Add what the form of the call wants of the file, what a rule that blocks says already left out."""
    blocked = [one for one in judgement.findings if one.level == _BLOCKING]
    wanted = without_repeats(shortcomings_of_file(definition, to_answers(application)), told=blocked)
    refused = any(one.level == _BLOCKING for one in wanted)
    return replace(
        judgement,
        verdict="invalid" if refused else judgement.verdict,
        findings=(*judgement.findings, *wanted),
    )


def assess_application(
    application: Application, *, by: Yardstick, filed_on: date | None = None, only_budget: bool = False
) -> Judgement:
    """Judge an application already read; what cannot be judged that day is `unreadable`.

    `filed_on` is the day at which the applicant's duties are read; by default the call's own day.
    """
    try:
        facts = facts_under(application, by=by, filed_on=filed_on, only_budget=only_budget)
    except Refused as error:
        return unreadable(error)
    return judge(facts, rule_ids=filing_rules(by.bundle.definition))


def filing_rules(definition: Definition) -> tuple[str, ...]:
    """Give the ids of the rules that filing an application evaluates, each once."""
    found = (
        rule
        for machine in definition.machines.values()
        for transition in machine.transitions.values()
        if transition.does == FILING
        for rule in transition.rules
    )
    return tuple(dict.fromkeys(found))


def call_named(text: bytes, *, name: str) -> str | None:
    """Give the code of the call a file names, if it names one. Raises `Unreadable`, `LimitExceeded`."""
    json_text = as_json(text, name=name, most_bytes=Limits().bytes)
    root = read_yaml(text if json_text is None else json_text, name=name)
    named = root.get("call") if isinstance(root, Mapping) else None
    return named.text if isinstance(named, Scalar) else None


def facts_under(
    application: Application, *, by: Yardstick, filed_on: date | None = None, only_budget: bool = False
) -> Facts:
    """Put an application before the rules of a call, on the day the call is read.

    Raises `Refused` when no day is known, or when the call has no rates that day.
    """
    definition, day = by.bundle.definition, require_day(by)
    _require_rates(by, day)
    return Facts(
        application=application,
        parameters=parameters_at(definition, day=day, window=by.window),
        reference=by.bundle.reference,
        reference_date=day,
        filed_on=filed_on or day,
        call=call_facts(definition, day=day, window=by.window),
        only_budget=only_budget,
    )


def require_day(by: Yardstick) -> date:
    """Give the day a call is read on. Raises `Refused` when nobody says it and no closing is known."""
    if by.at is not None:
        return by.at
    raise Refused(
        code="REF-405",
        message=f"L'appel « {by.call} » n'a pas de clôture connue : rien ne dit à quelle date le lire.",
        who="vous",
        remedies=("donner la date de référence avec --at",),
    )


def _require_rates(by: Yardstick, day: date) -> None:
    """Refuse a day on which the call says nothing of its rates, not even that they are unknown."""
    definition = by.bundle.definition
    dated = [values for name, values in stated(definition, by.window).items() if name.startswith(_RATES)]
    if any(in_force(values, day) for values in dated):
        return
    first = min((one.since for values in dated for one in values if one.since), default=None)
    remedies = (f"juger à une date à partir du {long_date(first)}",) if first else ()
    raise Refused(
        code="REF-404",
        message=f"L'appel « {definition.code} » n'a aucune règle en vigueur au {long_date(day)}.",
        who="vous",
        seen={"date": day.isoformat()},
        remedies=remedies,
    )
