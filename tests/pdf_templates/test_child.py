"""Whatever a document does, the press answers in words and prints the next one."""

from collections.abc import Callable, Iterator

import pytest

from pdf_templates.catalogue import UnknownDocument
from pdf_templates.child import Limits, Press, render_in_child
from pdf_templates.errors import Unprintable
from pdf_templates.rendering import Rendered
from tests.pdf_templates.letters import ISSUED_AT, REFERENCE, Letter, letter

Printing = Callable[[str, Callable[[], Letter]], Rendered]
REMEDY = (
    "Renseignez «\u00a0case.received_on\u00a0» avant l'acte, "
    "ou faites dépendre la phrase de «\u00a0case.received_on is defined\u00a0»."
)
SHORT = Limits(seconds=3, wall=120, memory=400 * 2**20)
ENDLESS = "{% for a in countries %}" * 3 + "{% if a.rate == 1 %}x{% endif %}" + "{% endfor %}" * 3
HEAVY = "{% for a in countries %}" * 2 + "x" * 5_000 + "{% endfor %}" * 2


def crowded() -> Letter:
    country = {"code": "BJ", "name": "Bénin", "status_label": None, "rate": 7_000, "share": None}
    return letter({"countries": [country] * 1_500})


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press(limits=SHORT) as warm:
        yield warm


def ask(press: Press, sources: dict[str, str], given: Letter, *, name: str = "receipt") -> Rendered:
    return press.render(name, sources=sources, letter=given, issued_at=ISSUED_AT, reference=REFERENCE)


def test_a_child_prints_the_same_bytes_as_this_process(
    press: Press, sources: dict[str, str], printed: Printing
) -> None:
    alone = render_in_child(
        "receipt", sources=sources, letter=letter(), issued_at=ISSUED_AT, reference=REFERENCE
    )

    assert alone == printed("receipt", letter)
    assert ask(press, sources, letter()) == alone
    assert ask(press, sources, letter(), name="award_letter") == printed("award_letter", letter)
    assert ask(press, sources, letter()) == alone


def test_a_document_without_end_is_stopped_and_the_next_one_printed(
    press: Press, sources: dict[str, str]
) -> None:
    with pytest.raises(Unprintable) as refused:
        ask(press, {**sources, "receipt.html.j2": ENDLESS}, crowded())

    assert (refused.value.code, dict(refused.value.seen)) == ("DOC-105", {"limite": "3 s"})
    assert ask(press, sources, letter()).pages == 2


def test_a_document_without_measure_is_stopped_and_the_next_one_printed(
    press: Press, sources: dict[str, str]
) -> None:
    with pytest.raises(Unprintable) as refused:
        ask(press, {**sources, "receipt.html.j2": HEAVY}, crowded())

    assert refused.value.code == "DOC-106"
    assert ask(press, sources, letter()).pages == 2


def test_a_document_that_waits_is_stopped_by_the_clock_on_the_wall(sources: dict[str, str]) -> None:
    with Press(limits=Limits(seconds=600, wall=1)) as patient, pytest.raises(Unprintable) as refused:
        ask(patient, {**sources, "receipt.html.j2": ENDLESS}, crowded())

    assert refused.value.code == "DOC-105"


def test_a_refusal_comes_back_as_it_was_made(press: Press, sources: dict[str, str]) -> None:
    with pytest.raises(Unprintable) as refused:
        ask(press, sources, letter({"case": {"received_on": None}}))

    assert (refused.value.code, dict(refused.value.seen), refused.value.remedies) == (
        "DOC-101",
        {"document": "receipt", "valeur": "case.received_on"},
        (REMEDY,),
    )


def test_a_process_that_cannot_start_is_told(sources: dict[str, str]) -> None:
    with Press(limits=Limits(memory=2**70)) as starved, pytest.raises(Unprintable) as refused:
        ask(starved, sources, letter())

    assert refused.value.code == "DOC-108"


def test_an_unknown_document_is_refused_before_anything_starts(sources: dict[str, str]) -> None:
    with Press() as idle, pytest.raises(UnknownDocument):
        ask(idle, sources, letter(), name="receit")


def test_a_closed_press_starts_again_when_asked(sources: dict[str, str]) -> None:
    press = Press()
    press.close()

    with press:
        assert ask(press, sources, letter()).pages == 2
