"""`python -m bench [W1 W5 …] [--quick]`: print every table, or those named."""

import sys
from collections.abc import Callable

from bench import starting, w1_advance, w5_rules, w6_definitions

MEASURES: dict[str, Callable[..., None]] = {
    "W1": w1_advance.measure,
    "W5": w5_rules.measure,
    "W6": w6_definitions.measure,
    "START": starting.measure,
}


def main(words: list[str]) -> int:
    """Run the measures named, or all of them."""
    quick = "--quick" in words
    named = [word for word in words if not word.startswith("-")] or list(MEASURES)
    unknown = [word for word in named if word not in MEASURES]
    if unknown:
        print(f"inconnu : {', '.join(unknown)} (mesures : {', '.join(MEASURES)})", file=sys.stderr)
        return 2
    for word in named:
        MEASURES[word](quick=quick)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
