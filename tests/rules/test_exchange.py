"""A currency whose parity with the euro a text fixes is turned at that parity, and at no other rate."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application, Country
from forms.budget import Budget, Exchange, Resource
from forms.currency import parse_rate
from forms.money import Cents
from rules.exchange import worth
from rules.findings import Finding
from rules.parities import parities_of
from rules.reference_data import ReferenceData
from rules.registry import evaluate
from tests.rules.situations import situation

DAY = date(2025, 1, 10)


def exchanged(currency: str, rate: str, *amounts: int, day: date = DAY) -> Exchange:
    return Exchange(currency, rate, day, "BCEAO", cash=tuple(Cents(one) for one in amounts))


def told(*lines: Resource) -> tuple[Finding, ...]:
    budget = Budget(Cents(10_000_000), Cents(0), (2025,), resources=lines)
    return evaluate(("B21",), situation(Application(countries=(Country("SN"),), budget=budget)))


def of(change: Exchange | None, name: str = "Dakar") -> Resource:
    return Resource("foreign_authority", name, cash=(Cents(1),), exchange=change)


@pytest.mark.parametrize(
    ("currency", "rate", "right"),
    [
        ("XOF", "655.957", True),
        ("XOF", "655,957", True),
        ("XOF", "655.9570", True),
        ("XOF", "655.96", False),
        ("XOF", "655.9571", False),
        ("XOF", "656", False),
        ("XAF", "655.956", False),
        ("KMF", "491.96775", True),
        ("KMF", "491.968", False),
        ("XPF", "119.33174", True),
        ("XPF", "119.331742", True),
        ("XPF", "119.33174224", True),
        ("XPF", "119.331741", False),
        ("XPF", "119.33", False),
        ("CVE", "110.265", True),
        ("CVE", "110.27", False),
        ("MAD", "10.56", True),
        ("ZZZ", "1", True),
    ],
)
def test_only_the_parity_itself_is_right(currency: str, rate: str, right: bool) -> None:
    found = told(of(exchanged(currency, rate, 100)))

    assert [(one.level, one.where) for one in found] == (
        [] if right else [("warn", "budget.resources[0].rate")]
    )


def test_a_rate_from_before_the_parity_is_not_held_to_it() -> None:
    eve = exchanged("XOF", "600", 100, day=date(1998, 12, 31))
    first = exchanged("XOF", "600", 100, day=date(1999, 1, 1))

    assert (len(told(of(eve))), len(told(of(first)))) == (0, 1)


def test_a_parity_that_ended_holds_until_its_last_day() -> None:
    tree = {
        "from": "1999-01-01",
        "source": "Texte",
        "currencies": {"BGN": {"name": "lev", "per_euro": "1.95583", "until": "2025-12-31"}},
    }
    ((code, parity),) = parities_of(tree)

    assert (code, parity.rate, parity.exact, parity.source) == ("BGN", "1.95583", (195583, 100000), "Texte")
    assert [parity.holds(date(2025, 12, 31)), parity.holds(date(2026, 1, 1))] == [True, False]


def test_each_line_is_told_by_itself_with_what_it_changes_to_the_cent() -> None:
    first, second = told(
        of(None, "Ville"),
        of(exchanged("XOF", "650", 1_000_000_000, 500_000_000)),
        of(exchanged("XOF", "655.957", 100)),
        of(exchanged("KMF", "500,5", 100_000)),
    )

    assert [one.where for one in (first, second)] == ["budget.resources[1].rate", "budget.resources[3].rate"]
    assert first.message == (
        "«\u00a0Dakar\u00a0»\u00a0: le taux écrit (650 XOF pour un euro, au 10 janvier 2025) n'est pas la "
        "parité fixe du franc CFA d'Afrique de l'Ouest, 655,957 depuis le 1er janvier 1999 (Décision "
        "98/683/CE du Conseil du 23 novembre 1998). La ligne est comptée pour 23\u202f076,93\u00a0€ au "
        "lieu de 22\u202f867,35\u00a0€\u00a0: 209,58\u00a0€ de trop."
    )
    assert first.remedies == ("Écrire 655.957 comme taux de cette ligne.",)
    assert first.steps == (
        "15\u202f000\u202f000,00\u00a0XOF ÷ 650 = 23\u202f076,93\u00a0€",
        "15\u202f000\u202f000,00\u00a0XOF ÷ 655,957 = 22\u202f867,35\u00a0€",
    )
    assert first.source.to_json() == {
        "text": "Décision 98/683/CE du Conseil du 23 novembre 1998",
        "part": "parité fixe du franc CFA d'Afrique de l'Ouest",
        "from": "1999-01-01",
    }
    assert second.seen == {
        "devise": "KMF",
        "taux écrit": "500,5",
        "parité fixe": "491,96775",
        "écart": "0,03\u00a0€",
    }
    assert "0,03\u00a0€ de moins." in second.message


def test_a_rate_that_changes_no_cent_says_so() -> None:
    (found,) = told(of(exchanged("XOF", "655.956", 100)))

    assert found.message.endswith("sans effet au centime.")


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=3), st.integers(0, 8))
def test_the_fraction_itself_is_what_amounts_are_held_to(amounts: list[int], decimals: int) -> None:
    """The Pacific franc has no decimal rate: what it is worth is told by the fraction of the text."""
    parity = ReferenceData.shipped().parities["XPF"]
    exact = Fraction(1_000) / Fraction(838, 100)
    change = exchanged("XPF", "119.33174", *amounts)
    rounded = int(exact * 10**decimals + Fraction(1, 2))
    written = f"{rounded // 10**decimals}.{rounded % 10**decimals:0{decimals}d}" if decimals else str(rounded)

    assert worth(change, parity.exact) == sum(int(amount / exact + Fraction(1, 2)) for amount in amounts)
    assert parity.is_said_by(written) == (decimals >= 5)
    assert Fraction(*parity.exact) == exact
    assert parse_rate(parity.rate) == (11933174, 100000)


def test_an_edition_from_before_parities_were_kept_has_none() -> None:
    kept = ReferenceData.shipped().to_json()
    older = ReferenceData.from_json({name: part for name, part in kept.items() if name != "currencies"})

    assert (dict(older.parities), sorted(ReferenceData.from_json(kept).parities)) == (
        {},
        ["CVE", "KMF", "XAF", "XOF", "XPF"],
    )
