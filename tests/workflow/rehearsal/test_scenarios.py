"""Scenarios are played in the engine: the shipped ones hold, and each way of failing is told at its place."""

from pathlib import Path

import pytest

from tests.workflow.rehearsal.calls import complete_bundle
from workflow.definition.bundle import pack
from workflow.definition.catalogue import load, load_path, shipped_codes
from workflow.definition.reading import Source
from workflow.definition.scenario_names import left_out_of_nothing, misnamed
from workflow.definition.scenario_reading import Told, followed, read_scenarios, scenario_files
from workflow.rehearsal.scenarios import Verdict, judge_scenarios, play

CALL = """
jalon: 1
code: essai-2025
extends: generaliste
title: Appel d'essai
ref: ESS25
windows:
  single:
    opens: 2025-04-07
    closes: 2025-05-30 23:59
    months: unknown
    envelope: unknown
    source: JP25b
    sure: B
"""


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def own(code: str) -> list[Told]:
    """Give the scenarios a shipped definition follows that lie beside it."""
    files = tuple(read_scenarios(source) for source in scenario_files(load(code)))
    return [one for one in followed(files) if one.file.source.name.endswith(f"/{code}.scenarios.yaml")]


OWN = [
    pytest.param(code, told, id=f"{code}: {told.scenario.name}")
    for code in shipped_codes()
    for told in own(code)
]


@pytest.mark.parametrize(("code", "told"), OWN)
def test_a_scenario_holds_for_the_definition_beside_which_it_lies(code: str, told: Told) -> None:
    assert [plain(one.message) for one in play(told, bundle=complete_bundle(code))] == []


@pytest.mark.parametrize("code", shipped_codes())
def test_what_scenarios_of_a_definition_name_is_there_all_that_is_inherited_included(code: str) -> None:
    resolved = load(code)
    files = tuple(read_scenarios(source) for source in scenario_files(resolved))

    problems = [*left_out_of_nothing(files)]
    problems += [one for told in followed(files) for one in misnamed(told, resolved.definition)]

    assert [plain(one.message) for one in problems] == []


@pytest.mark.soak
@pytest.mark.parametrize("code", [code for code in shipped_codes() if load(code).definition.machines])
def test_every_scenario_a_definition_follows_holds(code: str) -> None:
    verdict = judge_scenarios(load(code))

    assert [plain(one.message) for one in verdict.problems] == []
    assert verdict.played >= 2


@pytest.mark.parametrize("code", ["procedure", "generaliste", "cles-en-main", "geographique", "thematique"])
def test_the_procedure_and_each_family_have_scenarios_of_their_own(code: str) -> None:
    assert len(own(code)) >= 3


def written(text: str) -> Source:
    return Source("essai-2025.scenarios.yaml", text.encode())


def judged(folder: Path, scenarios: str) -> Verdict:
    (folder / "essai-2025.yaml").write_text(CALL.lstrip(), encoding="utf-8")
    lines = scenarios.strip("\n")
    (folder / "essai-2025.scenarios.yaml").write_text(f"jalon: 1\nscenarios:\n{lines}\n", encoding="utf-8")
    return judge_scenarios(load_path(folder / "essai-2025.yaml"))


def own_problems(text: str) -> list[str]:
    """Give what goes wrong with one scenario, nothing inherited being played."""
    (told,) = followed((read_scenarios(written(f"jalon: 1\nscenarios:\n{text}")),))
    return [plain(one.message) for one in play(told, bundle=complete_bundle("generaliste-2025"))]


def test_scenarios_that_are_inherited_are_played_with_its_own(tmp_path: Path) -> None:
    verdict = judged(tmp_path, "  - {name: Rien, then: {state: draft}}")

    inherited = judge_scenarios(load("generaliste")).played
    assert (verdict.problems, verdict.played) == ((), inherited + 1)


def test_one_of_the_same_name_replaces_the_one_inherited(tmp_path: Path) -> None:
    verdict = judged(tmp_path, "  - {name: Tout le plafond peut être demandé, then: {state: submitted}}")

    assert [one.code for one in verdict.problems] == ["DEF-122"]
    assert verdict.played == judge_scenarios(load("generaliste")).played


SUBMITS = "when: {who: applicant, does: submit}"
GOES_WRONG = [
    (
        "when: {who: instructor, does: submit}, then: {}",
        ("DEF-120", "submit", "cet acte devait se faire ; il est refusé : « Dépôt » revient à"),
    ),
    (
        f"given: {{applicant: gip}}, {SUBMITS}, then: {{}}",
        ("DEF-120", "submit", "E8 : « Appel à projets généraliste 2025 » admet comme porteur"),
    ),
    (
        f"{SUBMITS}, then: {{refused_by: B04}}",
        ("DEF-121", "submit", "cet acte devait être refusé ; il s'est fait"),
    ),
    (
        f"given: {{applicant: gip}}, {SUBMITS}, then: {{refused_by: [B04, E8]}}",
        ("DEF-121", "submit", "Règles attendues : B04, E8 ; trouvé : E8"),
    ),
    (
        "when: {who: instructor, does: submit}, then: {refused: rules}",
        ("DEF-121", "submit", "Refus attendu : rules ; trouvé : not_allowed"),
    ),
    (
        "when: [{who: applicant, does: abandon}, {who: applicant, does: submit}], then: {state: draft}",
        ("DEF-120", "submit", "n'est pas possible"),
    ),
    (
        f"{SUBMITS}, then: {{state: draft}}",
        ("DEF-122", "draft", "« A » attendait : draft ; trouvé : submitted"),
    ),
    (
        "when: [{who: applicant, does: submit, then: {state: draft}}], then: {}",
        ("DEF-122", "draft", "« A » attendait : draft ; trouvé : submitted"),
    ),
    (
        "when: {reach: opinions}, then: {children: {embassy: given}}",
        ("DEF-122", "given", "« A » attendait : given ; trouvé : requested"),
    ),
    (
        "when: {reach: selected}, then: {shown: awarded}",
        ("DEF-122", "awarded", "« A » attendait : awarded ; trouvé : undecided"),
    ),
    (
        "when: {reach: selected}, then: {reserved: 1 EUR}",
        ("DEF-122", "1 EUR", "« A » attendait : 1,00 €"),
    ),
    (
        f"{SUBMITS}, then: {{warned_by: []}}",
        ("DEF-122", "warned_by", "« A » attendait : rien ; trouvé : B14"),
    ),
    (
        f"{SUBMITS}, then: {{mails: filing_receipt}}",
        ("DEF-123", "filing_receipt", "attendait : filing_receipt ; trouvé : filing_receipt, new_file"),
    ),
    (
        f"{SUBMITS}, then: {{documents: []}}",
        ("DEF-123", "documents", "attendait : rien ; trouvé : receipt"),
    ),
    (
        "given: {file: absent.yaml}, then: {}",
        ("DEF-124", "given", "Il n'y a pas de dossier « absent.yaml »"),
    ),
    (
        "given: {set: {budget.requested: beaucoup}}, then: {}",
        ("DEF-124", "given", "Montant « beaucoup » refusé"),
    ),
    (
        'given: {set: {"countries[7].code": SN}}, then: {}',
        ("DEF-124", "given", "Le dossier n'a rien à « countries[7].code »"),
    ),
    (
        "when: [{who: applicant, does: abandon}, {reach: funded}], then: {}",
        ("DEF-124", "funded", "Aucun chemin ne mène d'ici à « Financé »"),
    ),
    (
        "when: {until: 2024-01-01}, then: {}",
        ("DEF-124", "2024-01-01", "est déjà passé"),
    ),
]


@pytest.mark.parametrize(("scenario", "expected"), GOES_WRONG, ids=[one for one, _ in GOES_WRONG])
def test_what_does_not_go_as_told_is_told_at_its_place(scenario: str, expected: tuple[str, str, str]) -> None:
    line = f"  - {{name: A, {scenario}}}"
    (told,) = followed((read_scenarios(written(f"jalon: 1\nscenarios:\n{line}\n")),))

    (problem,) = play(told, bundle=complete_bundle("generaliste-2025"))

    assert problem.mark is not None
    pointed = line[problem.mark.column - 1 :][: problem.length]
    assert (problem.code, problem.mark.line, pointed) == (expected[0], 3, expected[1])
    assert expected[2] in plain(problem.message)
    assert problem.remedy


def test_every_name_unknown_to_the_definition_is_told_at_once_with_the_nearest(tmp_path: Path) -> None:
    told = judged(
        tmp_path,
        """
  - name: A
    when:
      - {who: aplicant, does: submitt, accept: {B0: x}}
      - {who: applicant, opens: corection}
      - {reach: comittee}
    then: {state: drafft, shown: undecide, mails: filing_receit, documents: recept, refused_by: B0,
           warned_by: B0, children: {embasy: givn}}
""",
    )

    assert [one.code for one in told.problems] == [
        "DEF-019", "DEF-016", "DEF-023", "DEF-028", "DEF-014",
        "DEF-014", "DEF-015", "DEF-014", "DEF-028", "DEF-023", "DEF-023", "DEF-021", "DEF-022",
    ]  # fmt: skip
    assert all("Vouliez-vous" in one.remedy for one in told.problems if "B0" not in one.message)
    assert told.played == 0


def test_a_scenario_may_begin_with_a_file_that_lies_beside_it(tmp_path: Path) -> None:
    source = Path(__file__).parents[3] / "tests/workflow/stories/aude.yaml"
    text = source.read_text(encoding="utf-8").replace("call: generaliste-2025", "call: essai-2025")
    (tmp_path / "aude.yaml").write_text(text, encoding="utf-8")

    found = judged(
        tmp_path,
        """
  - name: L'Aude
    given: {file: aude.yaml, set: {months: "30", "budget.years[1]": "2026"}}
    when:
      - {who: applicant, does: submit, then: {refused_by: B14}}
      - {who: applicant, changes: {months: "24"}}
      - {reach: opinions}
    then: {children: {embassy.EC: requested, embassy.PE: requested, prefecture.76: requested}}
""",
    )

    assert found.problems == ()


def test_a_second_person_may_do_what_the_first_may_not(tmp_path: Path) -> None:
    definition = CALL.lstrip() + (
        "machines: {application: {transitions: {select: {by: [secretary, instructor]}}}}\n"
    )
    (tmp_path / "essai-2025.yaml").write_text(definition, encoding="utf-8")
    text = """
jalon: 1
scenarios:
  - name: Une autre personne du service décide
    when:
      - {reach: committee}
      - {who: instructor, does: select, then: {refused: not_allowed}}
      - {who: instructor, second: yes, does: select}
    then: {state: selected}
"""
    from_file = load_path(tmp_path / "essai-2025.yaml").definition

    (told,) = followed((read_scenarios(written(text)),))

    assert [plain(one.message) for one in play(told, bundle=pack(from_file))] == []


def test_the_filing_window_is_acted_on_too() -> None:
    found = own_problems("""
  - name: Un guichet prolongé reçoit encore
    when:
      - {until: 2025-05-31 12:00}
      - {who: applicant, does: submit, then: {refused: impossible}}
      - {who: administrator, does: extend, "on": window, with: {closes: 2025-06-10}}
      - {who: applicant, does: submit}
    then: {state: submitted}
""")

    assert found == []


def test_warnings_are_passed_by_reason_alone_when_the_scenario_says_so() -> None:
    found = own_problems("""
  - name: Un marqueur nul
    given: {set: {markers.gender: "0", months: "24"}}
    when:
      - {who: applicant, does: submit, then: {warned_by: [GENDER, B14]}}
      - {reach: proposed}
    then: {state: proposed}
""")

    assert found == []
