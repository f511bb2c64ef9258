import pytest

from notifications.sources import shipped_sources as mail_sources
from pdf_templates.sources import shipped_sources as document_sources
from tests.workflow.definition.written import SOUND, heir, inheriting
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.judge import judge
from workflow.definition.resolved import Resolved


def codes(resolved: Resolved) -> list[str]:
    return [problem.code for problem in judge(resolved)]


@pytest.mark.parametrize("code", shipped_codes())
def test_the_judge_finds_no_error_in_what_ships(code: str) -> None:
    assert [problem for problem in judge(load(code)) if problem.level == "error"] == []


def test_several_defects_come_at_once_in_reading_order() -> None:
    resolved = inheriting(
        """
        applicants: [association, mairie]
        countries: {included: [XX]}
        parameters:
          rate.pma: {value: 71 %, source: NOTE25}
        machines:
          opinion: {transitions: {give: {by: embasy}}}
          application: {transitions: {fund: {mails: remove}}}
        windows: {single: {zone: Europe/Lutece}}
        """
    )

    assert codes(resolved) == ["DEF-032", "DEF-026", "DEF-096", "DEF-019", "DEF-080", "DEF-027"]


def test_a_machine_that_names_nothing_is_not_judged_further() -> None:
    resolved = inheriting("machines: {application: {transitions: {submit: {to: nowhere}}}}")

    assert codes(resolved) == ["DEF-014"]


def test_a_mail_naming_a_value_that_does_not_exist_is_refused() -> None:
    mails = mail_sources()
    name = next(key for key in mails if "award" in key)
    spoiled = mails | {name: mails[name] + "\n{{ case.titel }}\n"}

    found = judge(resolve_sources((SOUND,)), mails=spoiled)

    (problem,) = [problem for problem in found if "case.titel" in problem.message]
    assert problem.level == "error"
    assert "case.title" in problem.remedy


def test_a_document_naming_a_value_that_does_not_exist_is_refused() -> None:
    documents = document_sources()
    name = next(key for key in documents if key.startswith("receipt"))
    spoiled = documents | {name: documents[name].replace("{% endblock %}", "{{ lead.nom }}{% endblock %}")}

    found = judge(resolve_sources((SOUND,)), documents=spoiled)

    assert spoiled != documents
    assert found
    assert all("lead.nom" in problem.message for problem in found)


def test_the_ceiling_of_the_house_binds_a_definition_that_extends_nothing() -> None:
    text = SOUND.content.replace(
        b"\nparameters:", b"\nparameters:\n  rate.oda: {value: 71 %, source: NOTE25}"
    )
    alone = resolve_sources((type(SOUND)("sound.yaml", text),))

    assert codes(alone) == ["DEF-096"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-12-31", []), ("2025-01-01", ["DEF-096"]), ("2031-06-01", ["DEF-096"])],
)
def test_the_ceiling_is_read_at_the_reference_date(day: str, expected: list[str]) -> None:
    resolved = inheriting(
        f"""
        reference_date: {day}
        parameters:
          rate.pma: {{value: 90 %, source: NOTE25}}
        """
    )

    assert codes(resolved) == expected


def test_a_rate_over_before_the_reference_date_is_history() -> None:
    resolved = inheriting(
        """
        parameters:
          rate.pma:
            - {value: 90 %, from: 2024-01-01, source: NOTE25}
            - {value: 70 %, from: 2025-01-01, source: NOTE25}
        """
    )

    assert codes(resolved) == []


def test_a_person_of_the_house_frees_a_join() -> None:
    """The join forgets an outcome, but the instructor can move the case by another way."""
    resolved = inheriting(
        """
        machines:
          application:
            states: {shelved: {label: Classé, phase: closed, final: true, outcome: neutral}}
            transitions:
              close_opinions: {when: {children: embassy, all: given}}
              skip:
                label: Classement
                verb: classe le dossier
                from: opinions
                to: shelved
                by: instructor
                mails: {withdrawn: applicant}
            clocks: {implicit_refusal: {stops: {add: [skip]}}}
        """
    )

    assert codes(resolved) == []


def test_a_child_that_only_an_inside_role_answers_is_no_silence() -> None:
    resolved = inheriting(
        """
        machines:
          opinion:
            states: {requested: {deadlines: remove}, elapsed: remove}
            transitions: {elapse: remove, give: {by: [giver, instructor]}}
          application:
            transitions: {close_opinions: {when: {children: embassy, all: given}}}
        """
    )

    assert codes(resolved) == []


def test_an_automatic_circle_that_waits_for_fresh_children_is_allowed() -> None:
    resolved = inheriting(
        """
        machines:
          application:
            transitions:
              close_opinions:
                when: {children: embassy, all: given}
              again:
                label: Second tour
                verb: demande un second tour
                from: opinions
                to: opinions
                by: engine
                mails: {opinion_reminder: instructor}
                when: {children: embassy, all: [given, elapsed], any: elapsed}
        """
    )

    assert codes(resolved) == []


def test_a_promise_since_the_last_edit_starts_wherever_answers_can_change() -> None:
    promise = "properties: {add: [{name: Vérifié, before: funded, rule: B13, since: last_edit}]}"

    checked = "machines: {application: {transitions: {select: {rules: {as: submit}}}}}"

    assert codes(inheriting(promise)) == ["DEF-113"]
    assert codes(inheriting(promise, checked)) == []


def crowd(states: int) -> str:
    """Write as many states as asked, each reachable from all the others."""
    body = "machines:\n  application:\n    states:\n"
    body += "".join(
        f"      s{n}: {{label: Ici, phase: undecided, next_actor: instructor}}\n" for n in range(states)
    )
    move = "{{label: Vers {0}, verb: va, from: any, to: s{0}, by: instructor, silent: Interne.}}"
    return body + "    transitions:\n" + "".join(f"      t{n}: {move.format(n)}\n" for n in range(states))


def test_a_machine_too_large_is_refused_by_name_instead_of_explored() -> None:
    large, small = resolve_sources((heir(crowd(80)), SOUND)), resolve_sources((heir(crowd(10)), SOUND))

    assert codes(large) == ["DEF-047"]
    assert "DEF-047" not in codes(small)


def test_a_rule_that_a_call_wrote_itself_may_be_waived() -> None:
    resolved = inheriting(
        """
        rules: {S01: {title: Demande, expression: requested <= total, message: Trop., source: NOTE25}}
        roles:
          delegate: {label: délégué, kind: inside}
        forms:
          waiver:
            label: Dérogation
            into: waiver
            fields:
              rule: {kind: rule, label: Règle, required: true, derogates: rule}
              why: {kind: text, label: Motif, required: true, derogates: reason}
              last: {kind: date, label: Dernier jour, derogates: until}
        machines:
          application:
            transitions: {submit: {rules: {add: S01}}}
            states:
              instruction:
                open:
                  waiver:
                    {machine: waiver, by: instructor, label: Demander, form: waiver, on_leave: keep}
          waiver:
            label: Dérogation
            initial: asked
            created: {mails: {derogation_asked: delegate}}
            cancelled: {mails: {derogation_cancelled: delegate}}
            phases: {all: {label: Dérogation, public: "Votre dossier est en cours d'instruction."}}
            states:
              asked: {label: Demandée, phase: all, next_actor: delegate}
              accorded: {label: Accordée, phase: all, final: true, outcome: positive}
            transitions:
              accord:
                {label: Octroi, verb: accorde, from: asked, to: accorded, by: delegate, does: derogate,
                 mails: {derogation_answered: instructor}}
        derogations:
          S01: {by: delegate, source: NOTE25}
        """
    )

    assert codes(resolved) == []
