"""How measures are printed: the floor and Jalon side by side; only ratios are to be quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what was measured beside its floor, as rates; the ratio is the result."""

    name: str
    ratio: float
    floor: float
    measured: float
    unit: str
    note: str = ""


def show(title: str, lines: list[Line]) -> None:
    """Print one table."""
    print(f"\n{title}")
    for line in lines:
        print(
            f"  {line.name:<28} {line.ratio:6.2f}   plancher {line.floor:10.1f}  "
            f"Jalon {line.measured:10.1f} {line.unit}   {line.note}"
        )
