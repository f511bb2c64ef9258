from datetime import date

import pytest

from rules.facts import CallFacts
from rules.parameters import Known, Unknown
from tests.workflow.definition.written import inheriting
from workflow.definition.model import Definition
from workflow.definition.parameters import call_facts, in_force, parameters_at

DAY = date(2025, 5, 30)
NOTE = "Note du 8 janvier 2025"


def held(body: str, name: str, day: date = DAY) -> object:
    return parameters_at(inheriting(body).definition, day=day).get(name)


def stating(value: str) -> str:
    return f"parameters: {{convention.threshold: {{value: {value}, source: NOTE25}}}}"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12.5 %", 1250, "percent"),
        ('"23 000,00 EUR"', 2_300_000, "amount"),
        ('"20 000,00 CAD"', 2_000_000, "amount CAD"),
        ("3", 3, "count"),
        ("2 years", 24, "months"),
        ("18 months", 18, "months"),
        ("21 days", 21, "days"),
        ("pro_rata", "pro_rata", "text"),
    ],
)
def test_a_value_is_known_in_its_unit_with_its_source(text: str, value: int | str, unit: str) -> None:
    found = held(stating(text), "convention.threshold")

    assert isinstance(found, Known)
    assert (found.value, found.unit, found.source, found.sure, found.since) == (value, unit, NOTE, "B", None)


def test_what_no_source_says_is_unknown_and_said_so() -> None:
    name = "convention.threshold"

    assert held(stating("unknown"), name) == Unknown(name, NOTE, stated=True)


def test_a_parameter_left_out_is_not_there() -> None:
    assert held("", "rate.pma") is None


@pytest.mark.parametrize(
    ("day", "number", "since"),
    [
        (date(2019, 1, 1), 5, None),
        (date(2024, 12, 31), 5, None),
        (date(2025, 1, 1), 3, date(2025, 1, 1)),
        (date(2040, 1, 1), 3, date(2025, 1, 1)),
    ],
)
def test_the_value_in_force_is_that_of_the_day(day: date, number: int, since: date | None) -> None:
    found = held("", "authorities.min", day)

    assert isinstance(found, Known)
    assert (found.value, found.since) == (number, since)


def test_between_two_values_nothing_is_known() -> None:
    body = "parameters: {authorities.min: {value: 3, until: 2024-12-31, source: NOTE25}}"

    assert held(body, "authorities.min") is None


def test_the_length_is_that_of_the_window() -> None:
    found = parameters_at(inheriting("").definition, day=DAY)

    assert found.months("length.min") == Known("length.min", 12, "months", NOTE, "B", date(2025, 2, 17))
    assert found.months("length.max") == Known("length.max", 36, "months", NOTE, "B", date(2025, 2, 17))


def test_an_unknown_length_is_unknown() -> None:
    found = parameters_at(inheriting("windows: {single: {months: unknown}}").definition, day=DAY)

    assert found["length.min"] == Unknown("length.min", NOTE, stated=True)


def later() -> Definition:
    return inheriting(
        """
        windows:
          bis:
            opens: 2025-09-01
            closes: 2025-10-31 23:59
            months: {max: 12 months}
            envelope: unknown
            source: NOTE25
            sure: B
        """
    ).definition


def test_of_several_windows_the_length_is_that_of_the_reference_day_or_the_one_given() -> None:
    definition = later()
    single, bis = definition.windows["single"], definition.windows["bis"]

    def longest(day: date, **given: object) -> object:
        return parameters_at(definition, day=day, **given)["length.max"]  # type: ignore[arg-type] # the window

    assert [getattr(longest(day), "value", None) for day in (DAY, date(2025, 10, 31), date(2026, 1, 1))] == [
        36,
        12,
        36,
    ]
    assert getattr(longest(DAY, window=bis), "value", None) == 12
    assert getattr(longest(date(2025, 10, 31), window=single), "value", None) == 36


def test_a_reference_date_of_the_definition_prevails_over_the_closing() -> None:
    fixed = inheriting("reference_date: 2025-01-15").definition

    assert fixed.reference_day(fixed.windows["single"]) == date(2025, 1, 15)
    assert later().reference_day(later().windows["bis"]) == date(2025, 10, 31)


def test_of_values_that_begin_the_latest_holds() -> None:
    values = later().parameters["authorities.min"]

    assert in_force(values, date(2025, 1, 1)) == values[1]
    assert in_force((), DAY) is None


def test_the_call_is_told_to_rules() -> None:
    definition = inheriting(
        "countries: {included: [SN], excluded: [NO], reserved: {MA: franco-marocain-2025}, joint: [SN]}"
    ).definition

    assert call_facts(definition, day=DAY) == CallFacts(
        code="heir-0",
        title="Héritier",
        applicant_kinds=frozenset({"local_authority", "grouping"}),
        countries_included=frozenset({"SN"}),
        countries_excluded=frozenset({"NO"}),
        reserved={"MA": "franco-marocain-2025"},
        joint_country="SN",
        committee="national",
    )


def test_a_call_open_to_many_countries_is_no_joint_one() -> None:
    assert call_facts(inheriting("countries: {joint: [PS]}").definition, day=DAY).joint_country is None


BIS = """
windows:
  bis:
    opens: 2025-09-01
    closes: 2025-10-31
    months: unknown
    envelope: unknown
    parameters:
      committee: {value: joint, source: NOTE25}
      authorities.min: {value: 2, source: NOTE25}
    source: NOTE25
    sure: B
"""


def test_a_window_puts_its_own_parameters_in_the_place_of_those_of_the_definition() -> None:
    definition = inheriting(BIS).definition
    single, bis = definition.windows["single"], definition.windows["bis"]

    least = [
        parameters_at(definition, day=DAY, window=window).count("authorities.min") for window in (single, bis)
    ]
    committees = [call_facts(definition, day=DAY, window=window).committee for window in (single, bis)]

    assert [one.value for one in least if isinstance(one, Known)] == [3, 2]
    assert committees == ["national", "joint"]
    assert parameters_at(definition, day=bis.closes.day).count("authorities.min") == least[1]


def test_a_parameter_of_a_window_is_inherited_and_edited_as_any_other() -> None:
    added = "{add: [{value: 4, until: 2020-01-01, source: NOTE25}]}"
    own = f"windows: {{bis: {{parameters: {{authorities.min: {added}}}}}}}"
    definition = inheriting(BIS, own).definition

    assert [str(one.value) for one in definition.windows["bis"].parameters["authorities.min"]] == ["2", "4"]
