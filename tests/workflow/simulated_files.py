"""Applications made for simulations: one country, and whatever amounts are wanted."""

from functools import cache
from pathlib import Path

from forms.answers import from_answers, to_answers
from forms.application import Application
from forms.application_reading import read_application
from tests.workflow.houses import bundle_of, rewritten
from workflow.assessing import Yardstick, yardstick

EXAMPLES = Path(__file__).parents[2] / "commands/demo_files/applications"
CALL = "generaliste-2025"
ODA_COUNTRY = "EC"


@cache
def aude() -> dict[str, object]:
    """Give the answers of the application of the Aude."""
    text = (EXAMPLES / "aude.yaml").read_bytes()
    return to_answers(read_application(text, name="aude.yaml"))


def asking(requested: int, *, total: int) -> Application:
    """Make a sound application in one country that asks some cents of a total; the Aude pays the rest."""
    rest = {"payer": "french_authority", "name": "Département de l'Aude", "cash": [total - requested]}
    return from_answers(
        aude()
        | {
            "months": 12,
            "countries": [{"code": ODA_COUNTRY}],
            "foreign_authorities": [{"name": "Provincia de Loja", "country": ODA_COUNTRY}],
            "budget": {
                "total": total,
                "requested": requested,
                "years": [2025],
                "expenses": [{"category": "A", "country": ODA_COUNTRY, "cash": [total]}],
                "resources": [
                    {"payer": "ministry", "country": ODA_COUNTRY, "cash": [requested]},
                    *([rest] if total > requested else []),
                ],
            },
        }
    )


@cache
def as_published(call: str = CALL) -> Yardstick:
    """Give a shipped call, ready to judge."""
    return yardstick(bundle_of(call), at=None)


@cache
def at_another_rate(rate: str, *, envelope: str | None = None) -> Yardstick:
    """Give the same call with another rate for countries eligible to aid, and perhaps an envelope."""

    def edit(tree: dict[str, dict[str, object]]) -> None:
        tree["parameters"]["rate.oda"] = [{"value": rate, "from": "2025-01-01", "source": "BZH25"}]
        for window in tree["windows"].values():
            assert isinstance(window, dict)
            window["envelope"] = envelope or window["envelope"]

    return yardstick(rewritten(CALL, edit), at=None)
