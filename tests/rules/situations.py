"""Facts to try rules on: an example file, or a small budget written in the test."""

from datetime import date
from pathlib import Path

from forms.application import Application
from forms.application_reading import read_application
from forms.money import Cents
from rules.facts import CallFacts, Facts
from rules.findings import Finding
from rules.parameters import Parameters
from rules.reference_data import ReferenceData
from rules.registry import evaluate
from tests.rules.parameters_2025 import parameters_2025

EXAMPLES = Path(__file__).parent / "examples"
GENERAL = CallFacts("generaliste-2025")
FILED_ON = date(2025, 5, 28)
BUDGET_RULES = (
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11", "B15", "B17",
)  # fmt: skip


def example(name: str, *, only_budget: bool = True) -> Application:
    """Read one of the example files."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    return read_application(text, name=f"{name}.yaml", only_budget=only_budget)


def situation(
    application: Application,
    *,
    parameters: Parameters | None = None,
    call: CallFacts = GENERAL,
    filed_on: date = FILED_ON,
    granted: Cents | None = None,
    only_budget: bool = False,
) -> Facts:
    """Put an application before the rules, by default those of 2025."""
    chosen = parameters or parameters_2025()
    return Facts(
        application=application,
        parameters=chosen,
        reference=ReferenceData.shipped(),
        reference_date=chosen.reference_date,
        filed_on=filed_on,
        call=call,
        granted=granted,
        only_budget=only_budget,
    )


def objections(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Give what is not merely information, as (rule, level, path)."""
    return [(found.rule, found.level, found.where) for found in findings if found.level != "info"]


def objections_to(facts: Facts, *rules: str) -> list[tuple[str, str, str]]:
    """Evaluate rules and give what they object."""
    return objections(evaluate(rules, facts))
