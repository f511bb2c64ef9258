"""Whose project it is: what points at a mere donor, and at a lead absent from its own project."""

from dataclasses import replace

import pytest

from forms.application import Application, Authority, Country, Party
from forms.budget import Budget, Resource
from forms.money import Cents
from rules.registry import evaluate
from tests.rules.situations import example, objections_to, situation

AUDE = example("aude", only_budget=False)
TOWN, OTHER_OFFICE, CITY = "22110001900019", "22110001900027", "20003452800014"


def funded_by(*lines: Resource) -> Application:
    budget = Budget(Cents(10_000_000), Cents(5_000_000), (2025,), resources=lines)
    return Application(countries=(Country("LB"),), budget=budget)


def brought(payer: str, *, cash: int = 0, valued: int = 0) -> Resource:
    return Resource(payer, "Ville", cash=(Cents(cash),), in_kind=(Cents(valued),) if valued else ())


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        ((brought("french_authority", cash=1),), ["info"]),
        ((brought("french_authority", cash=1), brought("foreign_authority", valued=1)), ["info"]),
        ((brought("french_authority", cash=1, valued=1),), []),
        ((brought("french_authority", cash=1), brought("french_authority", valued=1)), []),
        ((brought("other", cash=1),), []),
    ],
)
def test_authorities_that_bring_money_alone_are_pointed_out(
    lines: tuple[Resource, ...], levels: list[str]
) -> None:
    assert [found.level for found in evaluate(("E5",), situation(funded_by(*lines)))] == levels


@pytest.mark.parametrize(("siret", "refused"), [(TOWN, False), (OTHER_OFFICE, False), (CITY, True)], ids=str)
def test_an_authority_that_leads_takes_part_under_the_same_siren(siret: str, refused: bool) -> None:
    application = Application(
        lead=Party("Aude", "local_authority", siret=TOWN), authorities=(Authority("Une ville", siret),)
    )

    found = objections_to(situation(application), "E6")

    assert found == ([("E6", "warn", "authorities")] if refused else [])


def test_naming_the_lead_among_the_authorities_is_the_remedy() -> None:
    absent = Application(lead=Party("Aude", "local_authority", siret=TOWN))
    (finding,) = evaluate(("E6",), situation(absent))

    mended = replace(absent, authorities=(Authority("Aude", TOWN, role="lead"),))

    assert finding.remedies == ("Ajouter Aude aux collectivités du projet (authorities, role: lead).",)
    assert evaluate(("E6",), situation(mended)) == ()


@pytest.mark.parametrize("kind", ["association", "gip"])
def test_whoever_files_for_authorities_is_told_whose_project_it_is(kind: str) -> None:
    application = replace(AUDE, lead=Party("Réseau", kind, siret=CITY))

    (finding,) = evaluate(("E6",), situation(application))

    assert (finding.level, finding.seen) == ("info", {"porteur": "Réseau"})


def test_an_example_that_does_both_is_left_alone() -> None:
    assert evaluate(("E5", "E6"), situation(AUDE)) == ()
