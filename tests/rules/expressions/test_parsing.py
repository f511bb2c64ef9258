"""What an expression may say, and what is refused at the very place where it is written."""

import pytest

from rules.expressions.lexing import MOST_CHARACTERS, MOST_WORDS
from rules.expressions.own_rule import flaws_of
from rules.expressions.parsing import parse
from rules.expressions.problems import Flawed
from rules.expressions.tree import Among, Both, Comparison, Named, Not, Operation, Written
from rules.expressions.units import Unit

PARAMETERS = {"rate.oda": Unit.RATE, "ceiling.annual": Unit.MONEY, "settlement.policy": Unit.TEXT}


def told(expression: str) -> list[tuple[str, str]]:
    """Give each fault with the piece of the text it is about."""
    return [
        (flaw.fault, expression[flaw.start : flaw.start + flaw.length])
        for flaw in flaws_of(expression, PARAMETERS)
    ]


def test_an_expression_becomes_a_tree_that_keeps_every_place() -> None:
    rate = Written("70 %", Unit.RATE, 7_000, 13, 17)
    share = Operation("*", rate, Named("total", 20, 25), 13, 25)
    cap = Comparison("<=", Named("requested", 0, 9), share, 0, 25)
    kinds = (Written('"gip"', Unit.TEXT, "gip", 48, 53),)
    among = Among(Named("lead.kind", 34, 43), kinds, 34, 53)

    assert parse("requested <= 70 % * total") == cap
    assert parse('requested <= 70 % * total or not (lead.kind in ["gip"])') == Both(
        "or", cap, Not(among, 34, 53), 0, 53
    )


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("50 000,00 €", 5_000_000, Unit.MONEY),
        ("50\u202f000,00\u00a0€", 5_000_000, Unit.MONEY),
        ("50000.00 EUR", 5_000_000, Unit.MONEY),
        ("0,01 €", 1, Unit.MONEY),
        ("70 %", 7_000, Unit.RATE),
        ("12,5%", 1_250, Unit.RATE),
        ("0,01 %", 1, Unit.RATE),
        ("3", 3, Unit.COUNT),
        ("1 000", 1_000, Unit.COUNT),
        ("36 months", 36, Unit.MONTHS),
        ("36 mois", 36, Unit.MONTHS),
        ("1 month", 1, Unit.MONTHS),
        ('"gip"', "gip", Unit.TEXT),
        ("true", True, Unit.YES_NO),
    ],
)
def test_a_value_carries_its_unit(written: str, value: object, unit: Unit) -> None:
    found = parse(f"{written} == x") if written != "true" else parse(f"{written} and x")

    assert isinstance(found, Comparison | Both)
    assert found.left == Written(written, unit, value, 0, len(written))  # type: ignore[arg-type]  # a value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("requested <= 70 % * total", []),
        ("requested <= rate.oda * total and months <= 36 months", []),
        ("requested / total <= 70 %", []),
        ("total / months <= 5 000 EUR and countries + 1 >= 2 * regions", []),
        ('lead.kind not in ["gip"] or filed_on < 2025-05-30', []),
        ("requested <= 70 %", [("units", "requested <= 70 %")]),
        ("requested <= 0.70 * total", [("units", "0.70")]),
        ("requested <= 3", [("units", "requested <= 3")]),
        ("total + 70 % <= requested", [("units", "total + 70 %")]),
        ("requested * total <= total", [("units", "requested * total")]),
        ("months + 3 <= 36 months", [("units", "months + 3")]),
        ("filed_on - 1 < 2025-05-30", [("units", "filed_on - 1")]),
        ('lead.kind < "gip"', [("units", 'lead.kind < "gip"')]),
        ("lead.kind in [3]", [("units", "3")]),
        ("-lead.kind == 3", [("units", "lead.kind")]),
        ("requested and total <= total", [("units", "requested")]),
        ("not months", [("units", "months")]),
        ("totale <= requested", [("name", "totale")]),
        ("rate.od * total <= zork", [("name", "rate.od"), ("name", "zork")]),
        ("70 % * total", [("not_yes_no", "70 % * total")]),
        ("3 <= 4", [("constant", "3 <= 4")]),
        ("true", [("constant", "true")]),
        ("total <= total", [("constant", "total <= total")]),
        ('lead.kind == "asso"', [("option", '"asso"')]),
        ('"x" == rate_choice', [("option", '"x"')]),
        ("", [("syntax", "")]),
        ("requested <=", [("syntax", "=")]),
        ("(requested <= total", [("syntax", "l")]),
        ("requested total", [("syntax", "total")]),
        ("requested <= total)", [("syntax", ")")]),
        ("1 < years < 3", [("syntax", "<")]),
        ("requested = total", [("syntax", "=")]),
        ('lead.kind == "gip', [("syntax", '"')]),
        ("filed_on < 2025-02-30", [("syntax", "2025-02-30")]),
        ("requested <= 0,001 €", [("syntax", "0,001 €")]),
        ("requested <= 1,005 % * total", [("syntax", "1,005 %")]),
        ("years ** 9 < 3", [("forbidden", "**")]),
        ('lead.kind =~ "g.*"', [("forbidden", "=~")]),
        ("lead.kind in lead.region", [("forbidden", "l")]),
        ("lead.kind in []", [("forbidden", "l")]),
        ("[years] == [3]", [("forbidden", "y")]),
        ("years ?? 3", [("forbidden", "??")]),
        ("years ? 3 : 4", [("forbidden", "?")]),
        ("$now < filed_on", [("forbidden", "$")]),
        ("{years} == 3", [("forbidden", "{")]),
        ("f(3) == 3", [("forbidden", "f")]),
    ],
)
def test_each_fault_is_told_where_it_is(expression: str, expected: list[tuple[str, str]]) -> None:
    assert told(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "__class__",
        "total.__class__.__mro__",
        "().__class__ == 3",
        '"a".__class__ == 3',
        "[x for x in [1]] == 3",
        "lambda: 3",
        "import os",
        "open('x')",
        "total \x00 <= 3",
        "total \u202e<= requested",
        "total \ud800 <= requested",
        "\uff11\uff12 <= years",
        "années <= 3",
        "years <= 1e999999",
        "years <= 99999999999999999999999",
        "9" * 400,
        "x" * 10_000_000,
        "(" * 60 + "years == 1" + ")" * 60,
        "not " * 100 + "years == 1",
        "years == 1" + " or years == 1" * 40,
        '(a+)+$ =~ "aaaaaaaaaaaaaaaaaaaaaaaa!"',
    ],
    ids=range(21),
)
def test_what_would_escape_or_exhaust_is_refused_and_nothing_else_happens(expression: str) -> None:
    assert told(expression)


def test_a_limit_is_refused_by_its_name() -> None:
    long = flaws_of("x" * (MOST_CHARACTERS + 1), {})[0]
    wordy = flaws_of(" ".join(["1 +"] * MOST_WORDS), {})[0]
    deep = flaws_of("(" * 21 + "years == 1" + ")" * 21, {})[0]
    contrary = flaws_of("not " * 21 + "true", {})[0]

    assert [flaw.fault for flaw in (long, wordy, deep, contrary)] == ["limit"] * 4
    assert str(MOST_CHARACTERS) in long.message
    assert str(MOST_WORDS) in wordy.message
    assert "20" in deep.message
    assert "20" in contrary.message


def test_a_fault_of_the_text_leaves_the_room_as_flaws_alone() -> None:
    with pytest.raises(Flawed) as caught:
        parse("requested <= 70 %%")

    assert [flaw.fault for flaw in caught.value.flaws] == ["forbidden"]


def test_an_amount_beside_a_rate_is_told_how_to_become_one() -> None:
    (flaw,) = flaws_of("requested <= 70 %", {})

    assert flaw.message == "« requested » (un montant) ne se compare pas à « 70 % » (un taux)."
    assert flaw.remedy == "Comparez à un montant : « requested <= 70 % * total »."
