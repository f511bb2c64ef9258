from proofs.cap import by_a_percentage, by_the_rules, compare, rounded_up


def test_the_rules_and_exact_fractions_agree_many_times_at_the_very_limit() -> None:
    differing, at_limit, contradicting = compare(by_the_rules, cases=3_000, seed=11)

    assert (differing, contradicting) == ([], [])
    assert at_limit > 600


def test_a_cap_on_a_rounded_percentage_is_seen() -> None:
    differing, _, _ = compare(by_a_percentage, cases=300, seed=11)

    assert len(differing) > 20


def test_a_ceiling_rounded_to_the_nearest_cent_is_seen() -> None:
    differing, _, _ = compare(rounded_up, cases=300, seed=11)

    assert len(differing) > 20


def test_the_same_seed_draws_the_same_cases() -> None:
    assert compare(by_a_percentage, cases=200, seed=3) == compare(by_a_percentage, cases=200, seed=3)
    assert compare(by_a_percentage, cases=200, seed=3) != compare(by_a_percentage, cases=200, seed=4)
