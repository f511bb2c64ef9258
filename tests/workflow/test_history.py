"""What an act writes down: every key of its entry, one chain, digests that outlive their values."""

import hashlib
from importlib.metadata import version

import orjson
import pytest

from tests.workflow.houses import TestHouse, build_house
from tests.workflow.stories.acts import FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE, PATRIMOINE
from tests.workflow.stories.outcomes import ITEMS
from tests.workflow.stories.telling import Narrator, after
from tests.workflow.tables import rows_of, tamper
from workflow.case import canonical


def entries_of(house: TestHouse, url: str, ref: str) -> list[dict[str, object]]:
    rows = rows_of(url, "SELECT entry FROM history WHERE case_id = ? ORDER BY position", house.case(ref).id)
    return [orjson.loads(str(entry)) for (entry,) in rows]


def test_an_entry_holds_everything_an_act_did(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)
    child = f"{ref}/embassy.EC"
    empty.later(hours=1)

    empty.advance("quito", child, "give", given=FAVOURABLE)

    first, entry = entries_of(empty, url, child)
    case, now = empty.case(child), empty.now.isoformat(timespec="microseconds")
    assert entry == {
        "format": 1,
        "case": case.id,
        "position": 2,
        "received_at": now,
        "written_at": now,
        "person": "quito",
        "on_behalf_of": None,
        "channel": "test",
        "os_user": "tester",
        "cause": {"kind": "person"},
        "definition": case.definition,
        "package": version("jalon"),
        "kind": "advance",
        "trigger": "give",
        "from": "requested",
        "to": "given",
        "round": 1,
        "findings": [],
        "reason": None,
        "row": {
            "milestones": {"by:give": ["quito"], "give_opinion": now, "give_opinion:outside": now},
            "state": "given",
            "entered_at": now,
        },
        "answers": digests(url, case.id, 2),
        "outbox": outbox(url, case.id, 2),
        "envelopes": [],
        "links": [],
        "due": [],
        "previous": hashlib.sha256(canonical(first).encode()).hexdigest(),
    }
    assert set(digests(url, case.id, 2)) == {"opinion.kind", "opinion.text"}
    assert [(row["kind"], row["name"]) for row in outbox(url, case.id, 2)] == [("mail", "opinion_received")]


def digests(url: str, case_id: str, position: int) -> dict[str, str]:
    """Compute again the digest of each value lying beside an entry."""
    rows = rows_of(
        url,
        "SELECT path, salt, value FROM history_values WHERE case_id = ? AND position = ?",
        case_id,
        position,
    )
    return {str(path): hashlib.sha256(f"{salt}:{value}".encode()).hexdigest() for path, salt, value in rows}


def outbox(url: str, case_id: str, position: int) -> list[dict[str, str]]:
    """Compute again what an entry keeps of each row of the outbox it made."""
    rows = rows_of(
        url,
        "SELECT id, kind, name, letter, recipient, attachments FROM outbox "
        "WHERE case_id = ? AND position = ? ORDER BY id",
        case_id,
        position,
    )
    return [
        {
            "id": str(identity),
            "kind": str(kind),
            "name": str(name),
            "frozen": hashlib.sha256(f"{letter}\n{recipient}\n{attached}".encode()).hexdigest(),
        }
        for identity, kind, name, letter, recipient, attached in rows
    ]


def test_each_entry_is_chained_to_the_one_before_and_the_row_to_the_last(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, len(GENERALISTE.steps))
    case = empty.case(ref)

    rows = rows_of(
        url, "SELECT position, hash, entry FROM history WHERE case_id = ? ORDER BY position", case.id
    )

    told = [orjson.loads(str(entry)) for _, _, entry in rows]
    hashes = [hashlib.sha256(str(entry).encode()).hexdigest() for _, _, entry in rows]
    assert [position for position, _, _ in rows] == list(range(1, case.position + 1))
    assert [kept for _, kept, _ in rows] == hashes
    assert [entry["previous"] for entry in told] == ["", *hashes[:-1]]
    assert case.head == hashes[-1]


def test_what_follows_by_itself_names_its_cause(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 5)
    root, lima = empty.case(ref), empty.case(f"{ref}/embassy.PE")

    last, closing = entries_of(empty, url, ref)[-2:]
    asked, given = entries_of(empty, url, lima.ref)

    assert (closing["trigger"], closing["person"], closing["cause"]) == (
        "close_opinions",
        "lima",
        {"kind": "entry", "case": lima.id, "position": 2},
    )
    assert (last["kind"], last["cause"]) == ("child", closing["cause"])
    assert asked["cause"] == {"kind": "entry", "case": root.id, "position": 3}
    assert given["cause"] == {"kind": "person"}


def test_children_end_before_their_parent_tells_of_them(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)
    root = empty.case(ref)

    empty.advance("aude", ref, "withdraw")

    ended = [entries_of(empty, url, f"{ref}/{one}")[-1] for one in ("embassy.EC", "prefecture.76")]
    cause = {"kind": "entry", "case": root.id, "position": root.position + 1}
    assert [(one["kind"], one["to"], one["due"], one["cause"]) for one in ended] == [
        ("cancel", "cancelled", [], cause)
    ] * 2
    mails = rows_of(url, "SELECT recipient FROM outbox WHERE name = 'opinion_cancelled' ORDER BY case_id")
    told = {orjson.loads(str(recipient))["email"] for (recipient,) in mails}
    assert told == {"quito@example.org", "lima@example.org", "pascal@example.org"}


def test_filing_writes_the_whole_draft_down_once(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    created, filed = entries_of(empty, url, ref)
    answers = empty.case(ref).answers
    groups = {name: value for name, value in answers.items() if isinstance(value, dict)}
    paths = {f"{name}.{inner}" for name, value in groups.items() for inner in value}

    assert created["answers"] == {}
    assert set(filed["answers"]) == paths | (set(answers) - set(groups))  # type: ignore[call-overload]  # a JSON tree


def test_an_amendment_writes_down_what_changed_only(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    empty.open("ines", ref, "correction", ITEMS)

    empty.amend("aude", ref, {"months": 30, "themes": ["eau"]})

    entry = entries_of(empty, url, ref)[-1]
    assert (entry["kind"], list(entry["answers"])) == ("amend", ["months"])  # type: ignore[call-overload]  # a JSON tree


def test_a_reason_in_words_lies_beside_the_entry_and_a_code_in_it(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    other = empty.create("aude", GENERALISTE.call, dict(empty.case(ref).answers))
    empty.advance("aude", other, "submit")
    empty.advance("ines", other, "refuse_admission", reason="late")
    Narrator(empty).go_on(ref, GENERALISTE.steps[1:5])
    empty.advance("ines", ref, "renew_opinions", reason="Monsieur Untel a changé d'avis.")

    worded, coded = entries_of(empty, url, ref)[-1], entries_of(empty, url, other)[-1]

    assert (worded["reason"], list(worded["answers"])) == (None, ["@reason"])  # type: ignore[call-overload]  # a JSON tree
    assert coded["reason"] == "late"


def test_an_erased_value_leaves_the_chain_whole(empty: TestHouse, url: str) -> None:
    ref = after(empty, PATRIMOINE, 7)
    child = empty.case(f"{ref}/embassy.PS")
    tamper(
        url,
        "UPDATE history_values SET value = NULL, salt = '' WHERE case_id = ? AND path = 'opinion.text'",
        child.id,
    )
    tamper(url, "UPDATE cases SET answers = ? WHERE id = ?", '{"opinion":{"kind":"favourable"}}', child.id)

    assert empty.discrepancies() == []


@pytest.mark.parametrize("demo", [True, False])
def test_only_entries_of_a_pretended_day_say_so(
    url: str, tmp_path_factory: pytest.TempPathFactory, demo: bool
) -> None:
    house = build_house(url, home=tmp_path_factory.mktemp("home"), demo=demo)
    ref = after(house, GENERALISTE, 1)
    at = house.now if demo else None

    house.advance("ines", ref, "admit", at=at)

    pretended = [entry.get("pretended") for entry in entries_of(house, url, ref)]
    house.close()
    assert pretended == [None, None, True if demo else None]
