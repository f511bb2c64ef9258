"""The register: what is published stays as it was, rights take effect at once, and only its keeper writes."""

from pathlib import Path
from typing import Any

import pytest

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.refusing import refused
from tests.workflow.stories.acts import BESIDE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after, answers_of
from tests.workflow.tables import rows_of
from workflow.definition.bundle import Bundle
from workflow.engine import advance
from workflow.errors import Impossible, NotAllowed, NotFound
from workflow.house import House, open_base
from workflow.register import add_person, grant


def without_opinions() -> Bundle:
    """A later version of the call, in which a file goes straight to its instruction."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        tree["machines"]["application"]["transitions"]["admit"]["to"] = "instruction"

    return rewritten(GENERALISTE.call, edit)


def without(role: str) -> Bundle:
    """A later version of the call, which no longer knows a role that does nothing."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        del tree["roles"][role]

    return rewritten(GENERALISTE.call, edit)


def test_a_file_lives_by_the_version_it_was_made_under(empty: TestHouse, url: str) -> None:
    old = after(empty, GENERALISTE, 1)

    empty.publish_bundle(without_opinions())
    new = empty.create("aude", GENERALISTE.call, answers_of("aude"))
    empty.advance("aude", new, "submit")

    assert empty.advance("ines", new, "admit", accepted=BESIDE).state == "instruction"
    assert empty.advance("ines", old, "admit", accepted=BESIDE).state == "opinions"
    assert rows_of(url, "SELECT number FROM versions ORDER BY number") == [(1,), (2,)]
    assert len(rows_of(url, "SELECT ref FROM cases WHERE machine = 'window'")) == 1
    assert empty.discrepancies() == []


def test_a_process_that_was_already_open_sees_new_rights_at_once(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    other = House(base=open_base(url), home=Path(), clock=lambda: empty.now)
    with other.look(actor("bruno")) as act:
        before = "bruno" in act.rights.persons and len(act.rights.of("bruno"))

    empty.grant("bruno", "instructor", "all")
    with other.act(actor("bruno")) as act:
        outcome, _ = advance(act, ref=ref, trigger="admit")

    other.close()
    assert (before, outcome.state) == (1, "opinions")


def test_rights_given_in_an_act_that_failed_are_not_remembered(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    def fail() -> None:
        with empty.house.act(actor("keeper")) as act:
            grant(act, person="bruno", role="instructor", scope="all")
            assert len(act.rights.of("bruno")) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert refused(url, lambda: empty.advance("bruno", ref, "admit")).kind is NotAllowed


def test_only_its_keeper_writes_in_the_register(empty: TestHouse, url: str) -> None:
    Narrator(empty).begin(GENERALISTE)

    def as_ines(what: str) -> None:
        with empty.house.act(actor("ines")) as act:
            if what == "person":
                add_person(act, person="x", name="X", email="x@example.org")
            else:
                grant(act, person="ines", role="delegate", scope="all")

    told = [refused(url, lambda what=what: as_ines(what)) for what in ("person", "grant")]  # type: ignore[misc]  # bound now

    assert {(one.kind, one.who) for one in told} == {(NotAllowed, told[0].who)}


def test_a_role_or_a_call_that_nothing_published_knows_is_not_given(empty: TestHouse, url: str) -> None:
    Narrator(empty).begin(GENERALISTE)

    role = refused(url, lambda: empty.grant("bruno", "instructeur", "all"))
    call = refused(url, lambda: empty.grant("bruno", "instructor", "call", "generaliste-2026"))

    assert (role.kind, role.remedies) == (Impossible, ("Vouliez-vous « instructor » ?",))
    assert (call.kind, call.remedies) == (Impossible, ("Vouliez-vous « generaliste-2025 » ?",))


def test_a_role_that_only_an_older_version_knows_may_still_be_given(empty: TestHouse) -> None:
    Narrator(empty).begin(GENERALISTE)
    empty.publish_bundle(without("auditor"))

    empty.grant("bruno", "auditor", "all")

    assert empty.discrepancies() == []


def test_nobody_is_made_known_twice_nor_given_rights_unknown(empty: TestHouse, url: str) -> None:
    empty.publish(GENERALISTE.call)
    empty.person("ines", "instructor", "all")

    def again() -> None:
        with empty.house.act(actor("keeper")) as act:
            add_person(act, person="ines", name="Autre", email="autre@example.org")

    twice = refused(url, again)
    unknown = refused(url, lambda: empty.grant("inconnu", "instructor", "all"))
    nowhere = refused(url, lambda: empty.grant("ines", "instructor", "planet"))

    assert [one.kind for one in (twice, unknown, nowhere)] == [Impossible, NotFound, Impossible]
