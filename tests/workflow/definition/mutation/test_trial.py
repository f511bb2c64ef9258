from tests.workflow.definition.written import SOUND, inheriting
from workflow.definition.catalogue import load, resolve_sources
from workflow.definition.mutation.operators import Mutant, mutants
from workflow.definition.mutation.trial import Trial


def mutant_told(trial: Trial, told: str) -> Mutant:
    (found,) = [one for one in mutants(trial.resolved) if one.alteration.told == told]
    return found


def test_a_mutant_is_caught_with_what_the_judge_says_of_it() -> None:
    trial = Trial(resolve_sources((SOUND,)))

    verdict = trial.judge(mutant_told(trial, "règle B13 retirée de l'acte « Dépôt »"))

    lines = SOUND.content.decode().splitlines()
    told = [(problem.code, lines[problem.mark.line - 1].strip()) for problem in verdict.found if problem.mark]
    promise = "Le nombre de collectivités est vérifié avant tout financement, before: funded, rule: B13"
    assert verdict.caught
    assert told == [("DEF-113", f"- {{name: {promise}}}")]


def test_a_mutant_the_judge_says_nothing_new_of_survives() -> None:
    trial = Trial(resolve_sources((SOUND,)))

    verdict = trial.judge(mutant_told(trial, "« Motivation » n'est plus demandé (« Avis »)"))

    assert (verdict.caught, verdict.found) == (False, ())


def test_what_the_definition_was_told_already_catches_nothing() -> None:
    """The deadline is unknown before and after: that warning is not the mutant's."""
    unknown = inheriting(
        "machines: {opinion: {states: {requested: {deadlines: {answer: {after: unknown}}}}}}"
    )
    trial = Trial(unknown)
    verdict = trial.judge(mutant_told(trial, "« Motivation » n'est plus demandé (« Avis »)"))

    assert not verdict.caught


def test_heirs_that_inherit_the_same_share_verdicts() -> None:
    first, second = Trial(load("sport-2025")), Trial(load("littoral-2025"))
    shared = "règle E1 retirée de l'acte « Dépôt »"

    assert first.digest(mutant_told(first, shared)) == second.digest(mutant_told(second, shared))


def test_what_an_heir_says_itself_is_judged_apart() -> None:
    first, second = Trial(load("sport-2025")), Trial(load("littoral-2025"))
    own = "guichet « single » fermé avant d'ouvrir"

    assert first.digest(mutant_told(first, own)) != second.digest(mutant_told(second, own))


def test_an_act_altered_in_another_machine_is_judged_apart() -> None:
    first, second = Trial(load("procedure")), Trial(load("cles-en-main"))
    shared = "règle E1 retirée de l'acte « Dépôt »"

    assert first.digest(mutant_told(first, shared)) != second.digest(mutant_told(second, shared))
