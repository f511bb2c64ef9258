"""The clock does what is due once, however late, however often, from however many processes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from forms.errors import Refused
from tests.workflow.at_once import at_once
from tests.workflow.houses import TestHouse, actor, build_house, rewritten
from tests.workflow.refusing import Told, refused
from tests.workflow.stories.acts import FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import AsShipped, Narrator, after
from tests.workflow.tables import contents, rows_of, tamper
from workflow.definition.bundle import Bundle
from workflow.errors import Impossible, Unsound
from workflow.house import House, open_base
from workflow.ticking import FIRE, due_before, tick

ASKED_ON = datetime(2025, 5, 20, 11, 0, tzinfo=UTC)
REMINDED = (datetime(2025, 6, 2, 22, 0, tzinfo=UTC), datetime(2025, 6, 8, 22, 0, tzinfo=UTC))
ELAPSES = datetime(2025, 6, 10, 22, 0, tzinfo=UTC)
"""The first instant after the twenty-first day, in Paris."""

CHILDREN = ("embassy.EC", "embassy.PE", "prefecture.76")


def asked(house: TestHouse) -> str:
    """Ask three opinions on 20 May 2025."""
    return after(house, GENERALISTE, 2)


def done(house: TestHouse, moment: datetime) -> list[tuple[str, str]]:
    """Let the clock tick at a moment; give what it did."""
    house.now = moment
    return sorted((due.ref.partition("/")[2], due.kind) for due in tick(house.house))


def mails(url: str, name: str) -> int:
    return len(rows_of(url, "SELECT id FROM outbox WHERE name = ?", name))


def test_what_is_due_is_told_before_it_happens(empty: TestHouse) -> None:
    ref = asked(empty)

    with empty.house.look(actor(None)) as act:
        due = due_before(act, ELAPSES)

    assert empty.now == ASKED_ON
    assert {(one.kind, one.at) for one in due if one.ref == f"{ref}/embassy.EC"} == {
        ("remind", REMINDED[0].isoformat(timespec="microseconds")),
        ("remind", REMINDED[1].isoformat(timespec="microseconds")),
        ("fire", ELAPSES.isoformat(timespec="microseconds")),
    }


def test_nothing_happens_before_its_time(empty: TestHouse, url: str) -> None:
    asked(empty)
    before = contents(url)

    assert done(empty, REMINDED[0] - timedelta(microseconds=1)) == []
    assert contents(url) == before


def test_each_reminder_goes_once(empty: TestHouse, url: str) -> None:
    asked(empty)

    first = done(empty, REMINDED[0])
    again = done(empty, REMINDED[0] + timedelta(hours=5))
    second = done(empty, REMINDED[1])

    assert first == second == [(child, "remind") for child in CHILDREN]
    assert again == []
    assert mails(url, "opinion_reminder") == 6
    assert empty.discrepancies() == []


def test_reminders_that_wait_together_make_one_mail(empty: TestHouse, url: str) -> None:
    asked(empty)

    assert done(empty, REMINDED[1]) == [(child, "remind") for child in CHILDREN]
    assert mails(url, "opinion_reminder") == 3
    assert empty.discrepancies() == []


def test_an_opinion_elapses_once_at_its_deadline(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    empty.advance("quito", f"{ref}/embassy.EC", "give", given=FAVOURABLE)
    done(empty, ELAPSES - timedelta(microseconds=1))

    fired = done(empty, ELAPSES)
    again = done(empty, ELAPSES)

    assert fired == [("embassy.PE", "fire"), ("prefecture.76", "fire")]
    assert again == []
    assert empty.refs(ref) == {
        ref: "instruction",
        f"{ref}/embassy.EC": "given",
        f"{ref}/embassy.PE": "elapsed",
        f"{ref}/prefecture.76": "elapsed",
    }
    assert empty.discrepancies() == []


def test_a_clock_that_was_down_for_weeks_catches_up_and_reminds_nobody_too_late(
    empty: TestHouse, url: str
) -> None:
    ref = asked(empty)

    fired = done(empty, ELAPSES + timedelta(days=40))

    assert fired == [(child, "fire") for child in CHILDREN]
    assert mails(url, "opinion_reminder") == 0
    assert empty.case(ref).state == "instruction"


def test_nobody_is_reminded_of_what_he_has_answered(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    empty.advance("quito", f"{ref}/embassy.EC", "give", given=FAVOURABLE)

    assert done(empty, REMINDED[0]) == [("embassy.PE", "remind"), ("prefecture.76", "remind")]


def test_a_withdrawn_file_awaits_nothing_any_more(empty: TestHouse) -> None:
    ref = asked(empty)
    empty.advance("aude", ref, "withdraw")

    assert done(empty, ELAPSES + timedelta(days=40)) == []


def test_the_entry_of_a_deadline_names_its_timer_and_no_person(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    done(empty, ELAPSES)
    case = empty.case(f"{ref}/embassy.EC")

    ((text,),) = rows_of(
        url, "SELECT entry FROM history WHERE case_id = ? AND position = ?", case.id, case.position
    )

    entry = orjson.loads(str(text))
    told = {name: entry[name] for name in ("person", "channel", "cause", "trigger", "from", "to")}
    assert told == {
        "person": None,
        "channel": "clock",
        "cause": {"kind": "timer", "timer": "answer"},
        "trigger": "elapse",
        "from": "requested",
        "to": "elapsed",
    }


def test_two_clocks_at_once_do_everything_once(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    empty.now = ELAPSES
    found: list[str] = []

    def run(house: House) -> None:
        found.extend(due.ref for due in tick(house))

    at_once(url, home=empty.house.home, now=ELAPSES, acts=[run, run])

    assert sorted(found) == sorted(f"{ref}/{child}" for child in CHILDREN)
    assert empty.case(ref).state == "instruction"
    assert empty.discrepancies() == []


def test_a_case_that_cannot_move_keeps_no_other_waiting(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    empty.now = ELAPSES
    identity = empty.case(f"{ref}/embassy.EC").id
    tamper(url, "UPDATE due SET trigger = 'nowhere' WHERE kind = 'fire' AND case_id = ?", identity)
    found: list[str] = []

    with pytest.raises(KeyError):
        found.extend(due.ref for due in tick(empty.house) if due.kind == FIRE)

    assert sorted(found) == [f"{ref}/embassy.PE", f"{ref}/prefecture.76"]


class Deadlined(AsShipped):
    """The signature of the convention awaited for a known time, after which lapsing becomes possible."""

    def bundle(self, call: str) -> Bundle:
        def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
            states = tree["machines"]["application"]["states"]
            signature = {"after": "2 months", "opens": "lapse", "source": "JALON", "sure": "D"}
            states["convention"]["deadlines"] = {"signature": signature}

        return rewritten(call, edit)


def test_a_deadline_that_opens_an_act_moves_nothing_and_lets_it_happen_after(
    empty: TestHouse, url: str
) -> None:
    narrator = Narrator(empty, names=Deadlined())
    ref = narrator.begin(GENERALISTE)
    narrator.go_on(ref, GENERALISTE.steps[:10])
    reason = "Convention jamais signée."

    early = refused(url, lambda: empty.advance("ines", ref, "lapse", reason=reason))
    ticked = done(empty, datetime(2025, 7, 20, 22, 0, tzinfo=UTC))

    assert early == Told(
        Impossible,
        "ACT-001",
        "Cet acte n'est possible qu'à partir du 21 juillet 2025 à 00:00 (heure de Paris).",
        "vous",
        ("attendre cette date",),
    )
    assert ticked == []
    assert empty.advance("ines", ref, "lapse", reason=reason).state == "lapsed"


def test_only_a_demonstration_pretends_another_day(empty: TestHouse, url: str) -> None:
    ref = asked(empty)

    told = refused(url, lambda: empty.advance("aude", ref, "withdraw", at=ELAPSES))

    assert (told.kind, told.message) == (
        Impossible,
        "Seule une instance marquée « demo » peut faire comme s'il était un autre jour.",
    )
    with pytest.raises(Refused):
        list(tick(empty.house, at=ELAPSES))
    assert empty.case(ref).state == "opinions"


def test_a_demonstration_ticks_at_another_day_and_its_entries_say_so(url: str, tmp_path: Path) -> None:
    house = build_house(url, home=tmp_path, demo=True)
    ref = asked(house)

    list(tick(house.house, at=ELAPSES))

    entries = rows_of(
        url, "SELECT entry FROM history WHERE case_id = ? ORDER BY position", house.case(ref).id
    )
    pretended = [orjson.loads(str(entry)).get("pretended", False) for (entry,) in entries]
    found = house.case(ref).state, house.discrepancies()
    house.close()
    assert found == ("instruction", [])
    assert pretended == [False] * 3 + [True] * 4


def test_an_altered_definition_is_never_used(empty: TestHouse, url: str) -> None:
    ref = asked(empty)
    tamper(url, "UPDATE publications SET text = REPLACE(text, '21 days', '1 days')")
    other = House(base=open_base(url), home=empty.house.home, clock=lambda: ELAPSES)

    with pytest.raises(Unsound):
        list(tick(other))

    other.close()
    assert empty.case(ref).state == "opinions"
