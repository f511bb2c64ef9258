from bench.processor import Cost, least_cost, ordinary_cost


def measured(*costs: float) -> tuple[list[Cost], Cost]:
    """Measure costs in turn until one is within two seconds; give those not measured, and the least."""
    left = [Cost(cost, 1.0) for cost in costs]
    return left, least_cost(lambda: left.pop(0), within=2.0)


def test_what_is_within_its_limit_is_measured_once() -> None:
    assert measured(1.5, 1.0, 0.5) == ([Cost(1.0, 1.0), Cost(0.5, 1.0)], Cost(1.5, 1.0))


def test_what_is_over_is_measured_again_and_the_least_is_kept() -> None:
    assert measured(9.0, 1.0, 0.5) == ([Cost(0.5, 1.0)], Cost(1.0, 1.0))
    assert measured(5.0, 3.0, 4.0, 0.5) == ([Cost(0.5, 1.0)], Cost(3.0, 1.0))


def test_a_processor_is_given_no_credit_for_being_fast() -> None:
    assert ordinary_cost(lambda: None).slowness >= 1
