import pytest

from proofs.generated import chain, machines
from proofs.scaling import EXPONENT, exponent
from workflow.definition.judge import examine


@pytest.mark.parametrize("power", [1, 2, 3])
def test_the_power_that_a_cost_follows_is_found(power: int) -> None:
    sizes = (100, 200, 400)

    assert exponent(sizes, [3e-6 * size**power for size in sizes]) == pytest.approx(power)


def test_a_square_is_steeper_than_what_is_taken_for_a_straight_line() -> None:
    assert exponent((100, 1000), (1.0, 100.0)) > EXPONENT > exponent((100, 1000), (1.0, 11.0))


def test_definitions_made_to_be_timed_are_sound() -> None:
    assert examine(chain(30)).problems == ()
    assert examine(machines(4, states=10)).problems == ()
    assert len(machines(4, states=10).definition.machines) == 5
    assert len(chain(30).definition.machines["life"].transitions) == 30
