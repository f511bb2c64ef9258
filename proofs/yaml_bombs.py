"""P22: YAML bombs are harmless: each is refused, in little time and memory, by a process that survives."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from proofs.bombs import BOMBS
from proofs.outcomes import Outcome, Unfit

SECONDS, MEBIBYTES = 0.5, 64
"""What reading may cost: seconds of an ordinary processor, memory above the idle interpreter."""

_QUICK = 3
"""In a quick run every third bomb goes off, and those the reader has once been hurt by."""

_ALWAYS = frozenset({"alias bomb", "brackets", "wide map", "borrowed rules", "one line of 100 MB"})
_STOCK_BOMB = "many brackets"
_LONGEST = 60
_AGAIN = 2
"""How often a bomb goes off again when it was slow: noise only ever adds."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a bomb did: how reading ended, what it cost; a signal is the number that killed the process."""

    bomb: str
    end: str
    seconds: float
    mebibytes: float
    signal: int
    slowness: float = 1.0

    @property
    def harmless(self) -> bool:
        """Tell whether the promise held for this one."""
        cheap = self.seconds <= SECONDS and self.mebibytes <= MEBIBYTES
        return self.end == "refused" and cheap and not self.signal


def prove(*, full: bool, seed: int) -> Outcome:
    """Let each bomb go off in a process of its own; the stock reader must be hurt by one of them."""
    if not Path("/proc/self/clear_refs").exists():
        raise Unfit("the memory of a process cannot be measured here: no /proc/self/clear_refs")
    names = [name for rank, name in enumerate(BOMBS) if full or rank % _QUICK == 0 or name in _ALWAYS]
    with tempfile.TemporaryDirectory() as folder:
        bursts = [burst(name, Path(folder)) for name in names]
        stock = burst(_STOCK_BOMB, Path(folder), unbounded=True)
    return Outcome(
        promise="P22",
        name="yaml-bombs",
        figures={
            "tried": len(bursts),
            "refused": sum(one.end == "refused" for one in bursts),
            "most_seconds": max(one.seconds for one in bursts),
            "slowness": max(one.slowness for one in bursts),
            "most_MiB": max(one.mebibytes for one in bursts),
            "signals": sum(one.signal != 0 for one in bursts),
        },
        seed=seed,
        planted_caught=not stock.harmless,
        failures=tuple(_told(bursts)),
    )


def burst(name: str, folder: Path, *, unbounded: bool = False) -> Burst:
    """Write one bomb to a file and read it in a process of its own; when it was slow, again."""
    text = BOMBS[name]()
    file = folder / "bomb.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    words = [sys.executable, "-m", "proofs.bomb_child", str(file), *(["--unbounded"] if unbounded else [])]
    least = _exploded(name, words)
    for _ in range(0 if unbounded else _AGAIN):
        if least.end != "refused" or least.seconds <= SECONDS:
            break
        least = min(least, _exploded(name, words), key=lambda one: one.seconds)
    return least


def _exploded(name: str, words: list[str]) -> Burst:
    try:
        ran = subprocess.run(words, capture_output=True, check=False, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        return Burst(name, "endless", float(_LONGEST), 0.0, 0)
    if ran.returncode or not ran.stdout:
        return Burst(name, "died", 0.0, 0.0, max(-ran.returncode, 0))
    told = orjson.loads(ran.stdout)
    return Burst(name, told["end"], told["seconds"], told["mebibytes"], 0, told["slowness"])


def _told(bursts: list[Burst]) -> Iterator[str]:
    for one in bursts:
        if not one.harmless:
            cost = f"{one.seconds:.2f} s, {one.mebibytes:.0f} MiB"
            yield f"{one.bomb}: {one.end}, {cost}{f', signal {one.signal}' if one.signal else ''}"
