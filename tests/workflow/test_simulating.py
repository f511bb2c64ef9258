"""Two definitions on the same applications: what changes, and sums that equal their parts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.money import Cents
from rules.judgement import Judgement
from tests.workflow.simulated_files import as_published, asking, at_another_rate
from workflow.definition.literals import Amount
from workflow.simulating import Change, Compared, Share, grantable, shares, window_of
from workflow.simulating_files import compare

TOTAL = 10_000_000
totals = st.integers(1_000, TOTAL // 100).map(lambda euros: euros * 100)
amounts = totals.flatmap(lambda total: st.tuples(st.integers(1, total * 6 // 10), st.just(total)))


def compared(requested: int, total: int, rate: str) -> Compared:
    return compare(
        "dossier", asking(requested, total=total), before=as_published(), after=at_another_rate(rate)
    )


@given(amounts)
def test_under_itself_a_definition_changes_nothing(asked: tuple[int, int]) -> None:
    requested, total = asked
    call = as_published()

    one = compare("dossier", asking(requested, total=total), before=call, after=call)

    assert (one.change, one.appearing, one.disappearing) == (Change.SAME, (), ())
    assert one.granted[0] == one.granted[1]


@given(amounts)
def test_a_lower_rate_refuses_exactly_what_lies_between_the_two_ceilings(asked: tuple[int, int]) -> None:
    requested, total = asked

    one = compared(requested, total, "40 %")

    assert one.before is not None
    assert (one.before.ceiling, one.after.ceiling) == (total * 50 // 100, total * 40 // 100)
    between = total * 40 // 100 < requested <= total * 50 // 100
    assert one.change is (Change.NO_LONGER_VALID if between else Change.CEILING)
    assert {finding.rule for finding in one.appearing if finding.level == "block"} == (
        {"B04"} if requested > total * 40 // 100 else set()
    )


@given(st.lists(amounts, max_size=6))
def test_sums_equal_the_parts(asked: list[tuple[int, int]]) -> None:
    found = [compared(requested, total, "40 %") for requested, total in asked]

    before, after = shares(found)

    assert [share.files for share in (*before, *after)] == ([len(asked)] * 2 if asked else [])
    for side, sums in enumerate((before, after)):
        judged = [(one.before, one.after)[side] for one in found]
        assert sum(share.requested for share in sums) == sum(requested for requested, _ in asked)
        assert sum(share.granted for share in sums) == sum(one.granted[side] for one in found)
        assert sum(share.ceiling for share in sums) == sum(one.ceiling or 0 for one in judged if one)
        assert sum((share.verdicts for share in sums), Counter[str]()) == Counter(
            one.verdict for one in judged if one
        )


def test_each_definition_is_summed_against_its_own_envelope() -> None:
    before, after = as_published(), at_another_rate("40 %", envelope="50000.00 EUR")
    files = [asking(3_000_000, total=TOTAL), asking(4_000_000, total=TOTAL), asking(4_500_000, total=TOTAL)]

    sums = shares([compare(str(rank), one, before=before, after=after) for rank, one in enumerate(files)])

    requested = Cents(11_500_000)
    assert sums == (
        (Share(before, 3, Counter(valid=3), requested, Cents(15_000_000), requested, None),),
        (
            Share(
                after,
                3,
                Counter(valid=2, invalid=1),
                requested,
                Cents(12_000_000),
                Cents(7_000_000),
                Cents(5_000_000),
            ),
        ),
    )
    assert (sums[0][0].left, sums[1][0].left) == (None, -2_000_000)


def test_an_envelope_in_another_currency_is_not_one_in_euros() -> None:
    after = at_another_rate("40 %", envelope="50000.00 CAD")
    window = window_of(after)
    assert window is not None
    assert window.envelope == Amount(Cents(5_000_000), "CAD")

    one = compare("dossier", asking(1_000_000, total=TOTAL), before=as_published(), after=after)

    assert shares([one])[1][0].envelope is None


def test_a_higher_rate_admits_what_the_first_refused() -> None:
    one = compared(5_500_000, TOTAL, "60 %")

    assert one.change is Change.NOW_VALID
    assert one.granted == (0, 5_500_000)
    assert [finding.rule for finding in one.disappearing if finding.level == "block"] == ["B04"]


@pytest.mark.parametrize(
    ("verdict", "ceiling", "requested", "expected"),
    [
        ("valid", 500, 400, 400),
        ("valid", 300, 400, 300),
        ("valid", None, 400, 400),
        ("invalid", 500, 400, 0),
        ("unreadable", None, 400, 0),
        ("valid", 500, None, 0),
    ],
)
def test_what_could_be_granted(
    verdict: str, ceiling: int | None, requested: int | None, expected: int
) -> None:
    limit = None if ceiling is None else Cents(ceiling)
    judgement = Judgement(verdict, limit, ())  # type: ignore[arg-type]  # parametrised
    asked = None if requested is None else Cents(requested)

    assert grantable(judgement, asked) == expected
    assert grantable(None, asked) == 0
