"""P14: a defective definition never opens a call; each planted defect is told at its line, and nothing else.

Defects of every code are planted at places drawn by chance in what ships, written in many styles;
a code that no recipe plants is tried by the broken definitions of the tests, told in other styles.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import forms.codes
from forms.problems import Problem
from proofs import planting_figures, planting_lives, planting_words
from proofs.corpus import Sound, corpus
from proofs.neutral import rewritten_alike
from proofs.outcomes import Outcome
from proofs.planted import Planted, Told, plant
from proofs.planting import Defect, Recipe
from proofs.planting_fixtures import retold
from proofs.planting_templates import DOCUMENTS, MAILS, spoilt_template
from proofs.planting_yaml import SPOILINGS, spoilt
from workflow.definition.codes import HEADINGS

RECIPES: tuple[Recipe, ...] = (
    planting_words.misspelt_names,
    planting_words.wrong_values,
    planting_words.traps,
    planting_words.misshapen,
    planting_words.wrong_keys,
    planting_words.heads,
    planting_lives.reserved,
    planting_lives.lost_states,
    planting_lives.twin_acts,
    planting_lives.automatic_moves,
    planting_lives.delays,
    planting_lives.joins,
    planting_lives.children,
    planting_lives.people,
    planting_figures.parameters,
    planting_figures.rates,
    planting_figures.windows,
    planting_figures.countries,
    planting_figures.questions,
    planting_figures.promises,
    planting_figures.borrowed_rules,
    planting_figures.phases,
)
_OF_SCENARIOS = "DEF-12"
NO_DEFECT = frozenset(
    {"DEF-047", "DEF-118", "DEF-400", "DEF-404", "YAML-017"}
    | {code for code in HEADINGS if code.startswith(_OF_SCENARIOS)}
)
"""Codes that are no defect of a definition at one place: too large, not found, cut short, of scenarios."""

_DEFECTS = {False: 160, True: 600}
_ALIKE = {False: 40, True: 1000}
_INSIDE = 0.99

Through = Callable[[Told], Told]
"""What stands between the judge and the proof: nothing, or a planted bug."""


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the defects tried."""

    tried: int
    caught: int
    right_line: int
    inside: int
    missed: tuple[str, ...]


def prove(*, full: bool, seed: int) -> Outcome:
    """Plant defects and count those told; rewrite sound definitions and count what is told of them."""
    chance = Random(seed)
    planted = [draw(code, chance) for code in drawn_codes(_DEFECTS[full], chance)]
    held = count(planted, lambda told: told)
    alike = rewritten_alike(_ALIKE[full], chance)
    failures = [*held.missed, *alike.failures]
    if held.inside < held.tried * _INSIDE:
        failures.append(f"only {held.inside} of {held.tried} inside the token")
    return Outcome(
        promise="P14",
        name="lint",
        figures={
            "tried": held.tried,
            "caught": held.caught,
            "line": held.right_line,
            "token": held.inside,
            "false_alarms": f"{alike.false_alarms}/{alike.tried}",
            "digests": f"{alike.same_digest}/{alike.tried}",
            "codes": len({one.code for one in planted}),
        },
        seed=seed,
        planted_caught=_bugs_are_seen(planted, held),
        failures=tuple(failures),
    )


def codes() -> tuple[str, ...]:
    """Give every code under which a defect of a text is told."""
    yaml = [code for code in forms.codes.TITLES if code.startswith(("YAML-", "LIM-"))]
    return tuple(code for code in (*HEADINGS, *yaml, *MAILS, *DOCUMENTS) if code not in NO_DEFECT)


def drawn_codes(number: int, chance: Random) -> Iterator[str]:
    """Give at least this many codes: each once, then by chance."""
    every = codes()
    yield from every
    yield from (chance.choice(every) for _ in range(number - len(every)))


def draw(code: str, chance: Random) -> Planted:
    """Plant one defect of a code at a place drawn by chance."""
    if code in SPOILINGS:
        return spoilt(chance.choice(corpus()), code, chance)
    if code in MAILS or code in DOCUMENTS:
        return _in_a_template(code, chance)
    pool = pools().get(code)
    if not pool:
        return retold(code, chance)
    sound, defect = chance.choice(pool)
    return plant(sound, defect, chance)


@cache
def pools() -> dict[str, list[tuple[Sound, Defect]]]:
    """Give every defect that a recipe can plant somewhere in what ships, by code."""
    chance = Random(0)
    found: dict[str, list[tuple[Sound, Defect]]] = {}
    for sound in corpus():
        for recipe in RECIPES:
            for defect in recipe(sound, chance):
                found.setdefault(defect.code, []).append((sound, defect))
    return found


def count(planted: list[Planted], through: Through) -> Count:
    """Judge each text and count what was told of its defect."""
    caught = right = inside = 0
    missed = []
    for one in planted:
        found = [problem for problem in through(one.told()) if problem.code == one.code]
        marks = [problem.mark for problem in found if problem.mark and problem.mark.file == one.file]
        on_line = [mark for mark in marks if mark.line == one.token.line]
        start, end = one.token.column, one.token.column + one.token.length
        caught += bool(found)
        right += bool(on_line)
        in_token = any(start <= mark.column < end for mark in on_line)
        inside += in_token
        if not on_line:
            missed.append(f"{one.code} {one.where} {one.token}: {[str(mark) for mark in marks] or 'untold'}")
    return Count(len(planted), caught, right, inside, tuple(missed))


def _in_a_template(code: str, chance: Random) -> Planted:
    while True:
        planted = spoilt_template(chance.choice(corpus()), code, chance)
        if planted is not None:
            return planted


def _bugs_are_seen(planted: list[Planted], held: Count) -> bool:
    """Plant two bugs in the judge: it forgets one code; it is one line too low. Both must show."""
    sample = planted[: len(codes())]
    forgotten = sample[0].code
    forgetful = count(sample[:10], lambda told: tuple(one for one in told if one.code != forgotten))
    low = count(sample[:10], lambda told: tuple(map(_one_line_lower, told)))
    return held.tried > 0 and forgetful.caught < forgetful.tried and low.right_line < low.tried


def _one_line_lower(problem: Problem) -> Problem:
    mark = problem.mark
    return replace(problem, mark=replace(mark, line=mark.line + 1)) if mark else problem
