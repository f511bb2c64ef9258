"""What follows an act by itself: children ended deepest first, clocks that go on, loops that are stopped."""

from collections.abc import Callable
from typing import Any

import pytest

from forms.errors import Broken
from tests.workflow.houses import TestHouse, rewritten
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.outcomes import ITEMS, RENEWED
from tests.workflow.stories.telling import AsShipped, Narrator, after
from tests.workflow.tables import contents, rows_of
from workflow.definition.bundle import Bundle
from workflow.errors import Unsound

CANCELLED = (
    "SELECT cases.ref FROM history JOIN cases ON cases.id = history.case_id "
    'WHERE history.entry LIKE \'%"kind":"cancel"%\' ORDER'
)


class Edited(AsShipped):
    """A shipped call whose machines were changed."""

    def __init__(self, edit: Callable[[Any], None]) -> None:
        self._edit = edit

    def bundle(self, call: str) -> Bundle:
        return rewritten(call, lambda tree: self._edit(tree["machines"]))


def begun(house: TestHouse, edit: Callable[[Any], None], steps: int) -> str:
    narrator = Narrator(house, names=Edited(edit))
    ref = narrator.begin(GENERALISTE)
    narrator.go_on(ref, GENERALISTE.steps[:steps])
    return ref


def questions_below_opinions(machines: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
    submitted = machines["application"]["states"]["submitted"]
    machines["opinion"]["states"]["requested"]["open"] = {"question": submitted["open"]["correction"]}


def test_children_end_deepest_first(empty: TestHouse, url: str) -> None:
    ref = begun(empty, questions_below_opinions, 2)
    child = f"{ref}/embassy.EC"
    empty.open("ines", child, "question", ITEMS)

    empty.advance("aude", ref, "withdraw")

    # Rows of one act: PostgreSQL numbers its commands, and puts each row where there is room.
    written = "history.rowid" if url.startswith("sqlite") else "history.cmin::text::bigint"
    rows = rows_of(url, CANCELLED.replace("ORDER", f"ORDER BY {written}"))
    assert [str(one) for (one,) in rows][:2] == [f"{child}/question", child]
    assert empty.refs(ref) == {
        ref: "withdrawn",
        child: "cancelled",
        f"{child}/question": "cancelled",
        f"{ref}/embassy.PE": "cancelled",
        f"{ref}/prefecture.76": "cancelled",
    }
    assert rows_of(url, "SELECT * FROM due") == []
    assert empty.discrepancies() == []


def kept_when_its_parent_ends(machines: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
    machines["opinion"]["states"]["requested"]["on_parent_end"] = "keep"


def test_a_child_that_must_survive_its_parent_goes_on(empty: TestHouse) -> None:
    ref = begun(empty, kept_when_its_parent_ends, 2)

    empty.advance("aude", ref, "withdraw")
    Narrator(empty).go_on(ref, GENERALISTE.steps[2:3])

    assert empty.refs(ref) == {
        ref: "withdrawn",
        f"{ref}/embassy.EC": "given",
        f"{ref}/embassy.PE": "requested",
        f"{ref}/prefecture.76": "requested",
    }
    assert empty.discrepancies() == []


def admitted_though_corrected(machines: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
    machines["application"]["transitions"]["admit"]["when"] = []


def test_a_clock_goes_on_when_what_held_it_up_is_cancelled(empty: TestHouse) -> None:
    ref = begun(empty, admitted_though_corrected, 1)
    empty.open("ines", ref, "correction", ITEMS)
    paused = empty.case(ref).clocks["implicit_refusal"]
    empty.later(days=3)

    empty.advance("ines", ref, "admit")

    running = empty.case(ref).clocks["implicit_refusal"]
    assert ("paused" in paused, "paused" in running) == (True, False)
    assert running["ends"] > paused["ends"]
    assert empty.case(f"{ref}/correction").state == "cancelled"
    assert empty.discrepancies() == []


def going_round_for_ever(machines: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
    transitions = machines["application"]["transitions"]
    transitions["close_opinions"] |= {"from": ["instruction"], "to": "proposed", "when": []}
    transitions["enrol"] |= {"from": ["proposed"], "to": "instruction", "by": ["engine"], "when": []}
    transitions["admit"] |= {"to": "instruction", "when": []}


def test_automatic_acts_that_never_end_are_stopped_and_leave_nothing(empty: TestHouse, url: str) -> None:
    ref = begun(empty, going_round_for_ever, 1)
    before = contents(url)

    with pytest.raises(Broken) as caught:
        empty.advance("ines", ref, "admit")

    assert (type(caught.value), contents(url)) == (Unsound, before)


def test_a_second_round_of_opinions_cancels_nothing_that_was_given(empty: TestHouse) -> None:
    ref = after(empty, RENEWED, 6)

    states = empty.refs(ref)

    assert empty.case(ref).rounds == {"prefecture": 2, "embassy": 2}
    assert [states[f"{ref}/embassy.EC"], states[f"{ref}/embassy.EC.2"]] == ["given", "requested"]
    assert empty.case(f"{ref}/embassy.EC.2").round == 2
    assert empty.case(ref).state == "opinions"


def test_the_join_sees_the_second_round_only(empty: TestHouse) -> None:
    ref = after(empty, RENEWED, 8)
    before = empty.case(ref).state

    Narrator(empty).go_on(ref, RENEWED.steps[8:])

    assert (before, empty.case(ref).state) == ("opinions", "instruction")
