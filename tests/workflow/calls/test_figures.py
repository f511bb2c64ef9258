"""Each call says what its sources say, and says from which."""

from datetime import date

import pytest

from tests.workflow.calls.published_figures import PUBLISHED, WITHOUT_DATES, Published
from tests.workflow.calls.reading import all_dated, calls, definition_of, only_window, reference_day, said
from workflow.definition.catalogue import shipped_codes
from workflow.definition.literals import UNKNOWN, UnknownValue
from workflow.definition.model import Definition, Window


def test_every_call_of_the_table_is_shipped_and_no_other() -> None:
    assert sorted(calls()) == sorted([*PUBLISHED, WITHOUT_DATES])


@pytest.mark.parametrize("code", PUBLISHED)
def test_call_states_what_its_sources_say(code: str) -> None:
    definition = definition_of(code)
    window = only_window(definition)

    assert window is not None
    assert _figures(definition, window) == PUBLISHED[code]


def _figures(definition: Definition, window: Window) -> Published:
    day = reference_day(definition)
    assert day == window.closes.day
    return Published(
        family=definition.extends or "",
        published=str(window.published) if window.published else None,
        opens=str(window.opens),
        closes=str(window.closes),
        zone=window.zone,
        partner_zone=window.partner_zone,
        months=_months(window),
        envelope=None if isinstance(window.envelope, UnknownValue) else str(window.envelope),
        to_be_confirmed=window.to_be_confirmed,
        committee=said(definition, "committee", day),
        pma=said(definition, "rate.pma", day),
        oda=said(definition, "rate.oda", day),
        non_oda=said(definition, "rate.non_oda", day),
        single=said(definition, "rate.single", day),
        french_min=said(definition, "contribution.french.min", day),
        french_in_kind_max=said(definition, "contribution.french.in_kind_max", day),
        foreign=said(definition, "contribution.foreign", day),
        foreign_min=said(definition, "contribution.foreign.min", day),
        foreign_in_kind_max=said(definition, "contribution.foreign.in_kind_max", day),
        last_first_part=said(definition, "instalment.last.first_part", day),
        authorities_min=said(definition, "authorities.min", day),
        staff=said(definition, "ceiling.staff", day),
    )


def _months(window: Window) -> tuple[str, str] | None:
    months = window.months
    return None if months is None or isinstance(months, UnknownValue) else (str(months.min), str(months.max))


def test_senegal_keeps_its_own_shares_when_it_is_read_under_the_rates_of_2025() -> None:
    definition = definition_of("franco-senegalais-2024")
    day = date(2025, 3, 21)
    names = (
        "rate.pma",
        "rate.ceiling",
        "contribution.french.min",
        "contribution.foreign.min",
        "contribution.foreign.in_kind_max",
    )

    assert [said(definition, name, day) for name in names] == ["70 %", "70 %", "20 %", "10 %", "50 %"]


def test_quebec_knows_its_usual_ceiling_and_second_currency_but_neither_dates_nor_rate() -> None:
    definition = definition_of(WITHOUT_DATES)
    day = reference_day(definition)

    assert definition.windows == {}
    assert said(definition, "committee", day) == "joint"
    assert said(definition, "ceiling.annual", day) == "16000.00 EUR"
    currencies = definition.forms["joint_decision_form"].fields["partner_currency"].options
    assert dict(currencies) == {"eur": "euro", "cad": "dollar canadien"}
    assert said(definition, "rate.non_oda", day) is None


@pytest.mark.parametrize("code", shipped_codes())
def test_every_figure_names_a_declared_source_and_its_certainty(code: str) -> None:
    definition = definition_of(code)

    figures = [(name, dated.source, dated.sure) for name, dated in all_dated(definition)]
    figures += [
        (f"windows.{name}", window.source, window.sure) for name, window in definition.windows.items()
    ]
    for machine in definition.machines.values():
        figures += [(name, clock.source, clock.sure) for name, clock in machine.clocks.items()]
        for label, state in machine.states.items():
            figures += [(f"{label}.{name}", one.source, one.sure) for name, one in state.deadlines.items()]

    assert [figure for figure in figures if figure[1] not in definition.sources or not figure[2]] == []


@pytest.mark.parametrize("code", calls())
def test_no_rate_of_2025_or_after_passes_the_ceiling(code: str) -> None:
    definition = definition_of(code)

    for name, dated in all_dated(definition):
        if name.startswith("rate.") and dated.value != UNKNOWN and (dated.until or date.max).year >= 2025:
            assert str(dated.value) in {"70 %", "60 %", "50 %", "30 %"}
