"""`python -m proofs NAME --quick|--full [--seed N]`: one line for people, one line of JSON, one status."""

import argparse
import sys
from collections.abc import Callable, Mapping

from proofs import cap, lint, remedies, scaling, yaml_bombs
from proofs.outcomes import UNFIT, Outcome, Unfit

PROOFS: Mapping[str, Callable[..., Outcome]] = {
    "lint": lint.prove,
    "yaml-bombs": yaml_bombs.prove,
    "scaling": scaling.prove,
    "cap": cap.prove,
    "remedies": remedies.prove,
}
_MOST_FAILURES, _LONGEST_FAILURE = 10, 300


def main(words: list[str]) -> int:
    """Run one proof, or all of them, and print what each found; the worst status is the answer."""
    asked = _parser().parse_args(words)
    names = list(PROOFS) if asked.name == "all" else [asked.name]
    return max(_run(name, full=asked.full, seed=asked.seed) for name in names)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m proofs", description="Put promises to the proof.")
    parser.add_argument("name", choices=[*PROOFS, "all"])
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="a minute at most (the default)")
    length.add_argument("--full", action="store_true", help="as long as the promise asks")
    parser.add_argument("--seed", type=int, default=7, help="what chance begins with, to run the same again")
    return parser


def _run(name: str, *, full: bool, seed: int) -> int:
    try:
        outcome = PROOFS[name](full=full, seed=seed)
    except Unfit as unfit:
        print(f"{name}  {unfit}  UNFIT", file=sys.stderr)
        return UNFIT
    print(outcome.line())
    print(outcome.json())
    for failure in outcome.failures[:_MOST_FAILURES]:
        print(f"  {failure[:_LONGEST_FAILURE]}", file=sys.stderr)
    if outcome.failures:
        again = f"python -m proofs {name} {'--full' if full else '--quick'} --seed {seed}"
        print(f"  again: {again}", file=sys.stderr)
    return outcome.status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
