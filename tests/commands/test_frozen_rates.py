"""The rates a decision was taken at stay: shown as frozen, and refused when a correction changes them."""

import json
from pathlib import Path

import pytest

from pdf_templates.archival import embedded_data
from tests.commands.shell import AUDE, Shell, plain

OPENED = ("--set", "items=Le budget.", "--set", "fields=budget")
EUROS = '{payer: foreign_authority, name: Provincia de Loja, cash: ["5000.00", "5000.00"]}'
BEFORE_THE_DECISION, AFTER_IT = "2025-06-03", "2025-07-05"


def loja(
    *,
    rate: str = "1.06",
    day: str = "2025-05-02",
    source: str = "Banque de France",
    cash: str = "5300.00",
    name: str = "Provincia de Loja",
    currency: str = "USD",
) -> str:
    return (
        f'{{payer: foreign_authority, name: {name}, cash: ["{cash}", "{cash}"], currency: {currency}, '
        f'rate: "{rate}", rate_date: {day}, rate_source: {source}}}'
    )


def written(folder: Path, *lines: str, name: str = "dossier.yaml") -> str:
    """Write the application of the Aude with other lines in the place of the foreign authority's."""
    text = AUDE.read_text(encoding="utf-8")
    assert EUROS in text
    file = folder / name
    file.write_text(text.replace(EUROS, "\n    - ".join(lines)), encoding="utf-8")
    return str(file)


@pytest.fixture
def awarded(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Walk an application that has a line in dollars to an announced decision and a correction."""
    monkeypatch.setattr("tests.commands.shell.AUDE", Path(written(tmp_path, loja(), name="deposee.yaml")))
    ref = shell.decided()
    shell.done("case", "advance", ref, "notify_award", person="delegate", at="2025-07-03")
    shell.done("case", "open", ref, "correction", *OPENED, person="instructor", at="2025-07-04")
    return ref


def amended(shell: Shell, ref: str, file: str, *, at: str = AFTER_IT) -> tuple[int, str]:
    ran = shell.run("case", "amend", ref, "--from", file, person="aude", at=at)
    return ran.status, plain(ran.err)


@pytest.mark.parametrize(
    "change",
    [loja(rate="1.07"), loja(day="2025-05-03"), loja(source="BCE"), loja(rate="1.07", cash="5350.00")],
)
def test_a_frozen_rate_date_or_source_is_refused(
    shell: Shell, awarded: str, tmp_path: Path, change: str
) -> None:
    before = shell.done("case", "budget", "show", awarded, "--json", person="aude", at=AFTER_IT).json

    status, told = amended(shell, awarded, written(tmp_path, change))

    after = shell.done("case", "budget", "show", awarded, "--json", person="aude", at=AFTER_IT).json
    assert (status, after) == (1, before)
    assert "les taux de change sont gelés par la décision du 1er juillet 2025" in told
    assert "« Provincia de Loja » reste à 1,06 USD pour un euro au 2 mai 2025 (Banque de France)" in told
    assert "donner les montants en euros, au taux gelé de 1,06 USD pour un euro" in told


@pytest.mark.parametrize(
    "lines",
    [
        (loja(cash="5299.99"),),
        (EUROS,),
        (loja(), loja(name="Loja ville", cash="10.00")),
        (loja(name="Loja ville"),),
        (loja(), loja(cash="10.00")),
        (loja(), loja(name="Loja ville", currency="PEN", rate="4.10", cash="10.00")),
        (),
    ],
)
def test_amounts_euros_and_new_lines_at_a_frozen_rate_or_in_a_new_currency_are_taken(
    shell: Shell, awarded: str, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    assert amended(shell, awarded, written(tmp_path, *(lines or (EUROS,)))) == (0, "")


@pytest.mark.parametrize("kept", [(), (loja(),)])
def test_a_line_renamed_or_added_is_refused_at_another_rate_of_its_currency(
    shell: Shell, awarded: str, tmp_path: Path, kept: tuple[str, ...]
) -> None:
    new = loja(name="Loja ville", rate="1.10")

    status, told = amended(shell, awarded, written(tmp_path, *kept, new))

    assert status == 1
    assert (
        "« Loja ville » reste à 1,06 USD pour un euro au 2 mai 2025 (Banque de France), "
        "et non 1,10 USD pour un euro au 2 mai 2025 (Banque de France)"
    ) in told
    assert "écrire sur « Loja ville » le taux 1.06, sa date 2025-05-02" in told


def test_what_was_taken_away_does_not_come_back_at_another_rate(
    shell: Shell, awarded: str, tmp_path: Path
) -> None:
    assert amended(shell, awarded, written(tmp_path, EUROS))[0] == 0
    assert amended(shell, awarded, written(tmp_path, loja(rate="1.07")))[0] == 1
    assert amended(shell, awarded, written(tmp_path, loja()))[0] == 0


def test_a_rate_changes_freely_before_the_decision(shell: Shell, tmp_path: Path) -> None:
    ref = shell.filed()
    shell.done("case", "open", ref, "correction", *OPENED, person="instructor", at=BEFORE_THE_DECISION)

    for change in (loja(), loja(rate="1.07", cash="5350.00")):
        assert amended(shell, ref, written(tmp_path, change), at="2025-06-04") == (0, "")


def test_the_decided_version_shows_its_rates_for_ever(shell: Shell, awarded: str, tmp_path: Path) -> None:
    new = loja(name="Loja ville", currency="PEN", rate="4.10", cash="41.00")
    assert amended(shell, awarded, written(tmp_path, loja(cash="5299.99"), new))[0] == 0

    def shown(version: str) -> list[str]:
        words = ("case", "budget", "show", awarded, "--version", version)
        lines = plain(shell.done(*words, person="aude", at=AFTER_IT).out).splitlines()
        start = lines.index("montants donnés dans une autre devise")
        return lines[start + 1 : lines.index("", start)]

    rate = "    1,06 USD pour un euro, le 2 mai 2025, selon : Banque de France"
    frozen = "    taux gelé par la décision du 1er juillet 2025"
    assert shown("filed") == ["  Provincia de Loja : 10 600,00 USD = 10 000,00 €", rate]
    assert shown("decided") == ["  Provincia de Loja : 10 600,00 USD = 10 000,00 €", rate, frozen]
    assert shown("current") == [
        "  Provincia de Loja : 10 599,98 USD = 9 999,98 €",
        rate,
        frozen,
        "  Loja ville : 82,00 PEN = 20,00 €",
        "    4,10 PEN pour un euro, le 2 mai 2025, selon : Banque de France",
    ]


def test_what_is_frozen_is_given_as_json(shell: Shell, awarded: str) -> None:
    def frozen(version: str) -> object:
        words = ("case", "budget", "show", awarded, "--version", version, "--json")
        return shell.done(*words, person="aude", at=AFTER_IT).json["frozen_rates"]

    decided_at = shell.done(
        "case", "budget", "show", awarded, "--version", "decided", "--json", person="aude", at=AFTER_IT
    ).json["at"]
    assert frozen("filed") == []
    assert frozen("decided") == frozen("current") == [{"resource": 3, "since": decided_at}]


def test_the_instruction_sheet_carries_both_currencies(shell: Shell, awarded: str, tmp_path: Path) -> None:
    shell.done("outbox", "deliver")
    out = tmp_path / "fiche.pdf"
    words = ("documents", "render", awarded, "instruction_sheet", "--out", str(out))
    shell.done(*words, person="instructor")

    budget = json.loads(embedded_data(out.read_bytes(), name="data.json"))["budget"]
    assert budget["exchanged"] is True
    assert [line.get("exchange") for line in budget["resources"]] == [
        *[None] * 4,
        {
            "told": "10\u202f600,00\u00a0USD",
            "currency": "USD",
            "rate": "1,06",
            "rated_on": "2025-05-02",
            "rate_source": "Banque de France",
        },
        None,
    ]
