from pathlib import Path

import pytest

from proofs.bombs import BOMBS
from proofs.yaml_bombs import MEBIBYTES, Burst, burst


def burst_without_clock(name: str, folder: Path, *, unbounded: bool = False) -> tuple[str, bool, int]:
    """Let a bomb go off; how long it took is for the proof to judge, not for a test."""
    found = burst(name, folder, unbounded=unbounded)
    return found.end, found.mebibytes <= MEBIBYTES, found.signal


@pytest.mark.parametrize("name", ["alias bomb", "borrowed rules"])
def test_a_bomb_is_refused_in_little_room_by_a_process_that_survives(name: str, tmp_path: Path) -> None:
    assert burst_without_clock(name, tmp_path) == ("refused", True, 0)


def test_a_reader_without_limits_is_hurt(tmp_path: Path) -> None:
    assert burst_without_clock("brackets", tmp_path, unbounded=True)[0] == "RecursionError"


@pytest.mark.parametrize(
    "hurt",
    [
        Burst("x", "read", 0.1, 1, 0),
        Burst("x", "refused", 0.6, 1, 0),
        Burst("x", "refused", 0.1, 65, 0),
        Burst("x", "died", 0.0, 0, 11),
    ],
)
def test_a_bomb_that_is_read_slow_large_or_deadly_breaks_the_promise(hurt: Burst) -> None:
    assert not hurt.harmless
    assert Burst("x", "refused", 0.5, 64, 0).harmless


def test_bombs_are_what_they_say() -> None:
    assert all(BOMBS[name]() for name in BOMBS if "100 MB" not in name)
