from datetime import UTC, datetime, timedelta

from notifications.retry import RetryPolicy, next_attempt, shipped_policy

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)


def test_waits_follow_one_another_then_end() -> None:
    policy = RetryPolicy((timedelta(minutes=1), timedelta(hours=1)))

    assert [policy.next_attempt(attempt, NOW) for attempt in (1, 2, 3, 4)] == [
        NOW + timedelta(minutes=1),
        NOW + timedelta(hours=1),
        None,
        None,
    ]


def test_shipped_waits_grow_over_two_days() -> None:
    waits = shipped_policy().waits

    assert waits[0] == timedelta(minutes=1)
    assert list(waits) == sorted(waits)
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)


def test_the_shipped_policy_is_the_one_that_decides() -> None:
    waits = shipped_policy().waits

    assert next_attempt(1, NOW) == NOW + waits[0]
    assert next_attempt(len(waits) + 1, NOW) is None
