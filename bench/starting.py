"""Starting — the command line's first answer, beside importing click alone."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.bases import Sqlite
from bench.houses import furnish, opened
from bench.tables import Line, show
from workflow.house import FILE_NAME

CLICK = (sys.executable, "-c", "import click")
JALON = (str(Path(sys.executable).with_name("jalon")),)


def measure(*, quick: bool) -> None:
    """Print how many times longer than `import click` each answer takes (lower is better)."""
    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        base = Sqlite(home)
        url = base.furnishable()
        with opened(url) as house:
            furnish(house, cases=3)
        Path(url.removeprefix("sqlite:///")).rename(home / FILE_NAME)
        listing = (*JALON, "case", "list", "--home", str(home), "--as", "instructor")
        for name in ("-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + name).unlink(missing_ok=True)
        lines = [
            _line("jalon --help", (*JALON, "--help"), rounds=rounds),
            _line("jalon case list", listing, rounds=rounds),
        ]
    show("Démarrer (multiple de « import click » : plus bas est mieux)", lines)


def _line(name: str, command: tuple[str, ...], *, rounds: int) -> Line:
    floors, answers = [], []
    for _ in range(rounds):
        floors.append(_time(CLICK))
        answers.append(_time(command))
    ratio = median(answer / floor for answer, floor in zip(answers, floors, strict=True))
    return Line(name, ratio=ratio, floor=1 / median(floors), measured=1 / median(answers), unit="/s")


def _time(command: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start
