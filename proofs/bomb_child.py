"""Reads one file as `jalon calls check` does, and says on one line what it cost. Started by `yaml_bombs`.

`python -m proofs.bomb_child FILE [--unbounded]`; with `--unbounded`, by the stock reader without limits.
The cost is counted from after everything is imported and a small definition has been read: it is that of
the reader, not of the interpreter. Memory is the peak of what the process held, less what it held before.
"""

import resource
import sys
from pathlib import Path

import orjson

from bench.processor import ordinary_cost
from forms.errors import LimitExceeded, Unreadable
from workflow.definition.catalogue import load, load_path, shipped_codes

_SECONDS, _ROOM = 20, 1024 * 1024 * 1024
"""What stops a child that nothing else stops; far above what a reader may take."""

_STATUS = Path("/proc/self/status")
_FORGET_PEAK = "5"


def main(words: list[str]) -> int:
    """Read the file within the limits of the process; print what came of it, and what it cost."""
    file = Path(words[0])
    load(shipped_codes()[0])
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_held("VmSize") * 1024 + _ROOM,) * 2)
    Path("/proc/self/clear_refs").write_text(_FORGET_PEAK, encoding="ascii")
    before, ends = _held("VmRSS"), list[str]()
    read = _read_unbounded if "--unbounded" in words else _read
    cost = ordinary_cost(lambda: ends.append(read(file)))
    told = {
        "end": ends[0],
        "seconds": cost.seconds,
        "slowness": cost.slowness,
        "mebibytes": (_held("VmHWM") - before) / 1024,
    }
    sys.stdout.write(orjson.dumps(told).decode())
    return 0


def _read(file: Path) -> str:
    try:
        load_path(file)
    except (Unreadable, LimitExceeded):
        return "refused"
    except Exception as error:  # noqa: BLE001 -- whatever else comes is what the proof looks for
        return type(error).__name__
    return "read"


def _read_unbounded(file: Path) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415 -- slow import

    try:
        YAML(typ="safe", pure=True).load(file.read_bytes())
    except Exception as error:  # noqa: BLE001 -- the stock reader fails in its own ways
        return type(error).__name__
    return "read"


def _held(name: str) -> int:
    """Give what the kernel says this process holds, in kibibytes."""
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
