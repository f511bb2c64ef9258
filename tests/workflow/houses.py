"""A house for tests: founded, peopled, with a clock that is moved by hand."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from workflow.actor import Actor
from workflow.amending import amend_answers, amend_fields
from workflow.case import Case
from workflow.checking import Checked, Discrepancy, check
from workflow.creation import create_application, open_child
from workflow.definition.bundle import Bundle, canonical, pack
from workflow.definition.catalogue import load
from workflow.definition.judged import Judged, sizes_of
from workflow.definition.model import Definition
from workflow.engine import Outcome, advance
from workflow.house import House, open_base
from workflow.publishing import Proposed, approve, propose
from workflow.records import create_record
from workflow.register import KEEPER as KEEPS
from workflow.register import add_person, found_house, grant

KEEPER = "keeper"
APPROVER = "approver"
START = datetime(2025, 5, 20, 9, 0, tzinfo=UTC)


@cache
def bundle_of(code: str) -> Bundle:
    """Pack a shipped call once for all tests."""
    return pack(load(code).definition)


def rewritten(code: str, edit: Callable[[Any], None]) -> Bundle:
    """Pack a shipped call with some of it changed; `edit` changes its plain JSON."""
    tree = canonical(bundle_of(code).definition)
    edit(tree)
    return pack(Definition.model_validate(tree))


class TestHouse:
    """What tests do with a house, each act in its own transaction."""

    __test__ = False

    def __init__(self, house: House) -> None:
        """Keep the house; its clock is `self.now`."""
        self.house = house
        self.now = START

    def publish(self, code: str) -> Bundle:
        """Publish a shipped call."""
        return self.publish_bundle(bundle_of(code))

    def publish_bundle(self, bundle: Bundle) -> Bundle:
        """Publish any bundle: put forward by one keeper of the register, approved by another."""
        if self.propose(bundle).fresh:
            with self.house.act(actor(APPROVER)) as act:
                approve(act, code=bundle.definition.code)
        return bundle

    def propose(self, bundle: Bundle) -> Proposed:
        """Put any bundle forward, judged or not."""
        with self.house.act(actor(KEEPER)) as act:
            return propose(act, bundle, unjudged(bundle))

    def person(self, name: str, role: str, scope: str, value: str = "") -> str:
        """Make somebody known who holds a role."""
        with self.house.act(actor(KEEPER)) as act:
            known = name in act.rights.persons
        if not known:
            with self.house.act(actor(KEEPER)) as act:
                add_person(act, person=name, name=name.title(), email=f"{name}@example.org")
        self.grant(name, role, scope, value)
        return name

    def grant(
        self,
        person: str,
        role: str,
        scope: str,
        value: str = "",
        *,
        starts_on: str | None = None,
        ends_on: str | None = None,
    ) -> None:
        """Give a further role to somebody known."""
        with self.house.act(actor(KEEPER)) as act:
            grant(
                act,
                person=person,
                role=role,
                scope=scope,
                value=value,
                starts_on=starts_on,
                ends_on=ends_on,
            )

    def create(
        self,
        person: str,
        code: str,
        answers: Mapping[str, object],
        *,
        given: Mapping[str, str] | None = None,
        key: str | None = None,
    ) -> str:
        """Create an application, with what its call asks beside the file, and give its reference."""
        with self.house.act(actor(person)) as act:
            return create_application(act, code=code, answers=answers, given=given or {}, key=key).ref

    def record(
        self,
        person: str,
        code: str,
        given: Mapping[str, str],
        *,
        machine: str | None = None,
        window: str | None = None,
        key: str | None = None,
    ) -> str:
        """Create a record and give its reference."""
        with self.house.act(actor(person)) as act:
            return create_record(act, code=code, given=given, machine=machine, window=window, key=key).ref

    def advance(
        self,
        person: str | None,
        ref: str,
        trigger: str,
        *,
        version: int | None = None,
        given: Mapping[str, str] | None = None,
        reason: str | None = None,
        accepted: Mapping[str, str] | None = None,
        key: str | None = None,
        at: datetime | None = None,
        relayed: bool = False,
    ) -> Outcome:
        """Advance a case."""
        with self.house.act(actor(person), at=at) as act:
            outcome, _ = advance(
                act,
                ref=ref,
                trigger=trigger,
                version=version,
                given=given,
                reason=reason,
                accepted=accepted,
                relayed=relayed,
                key=key,
            )
        return outcome

    def open(
        self, person: str, parent: str, slot: str, given: Mapping[str, str], *, key: str | None = None
    ) -> str:
        """Open a child by hand."""
        with self.house.act(actor(person)) as act:
            return open_child(act, parent=parent, slot=slot, given=given, key=key).ref

    def amend(
        self,
        person: str,
        ref: str,
        answers: Mapping[str, Any],
        *,
        number: int | None = None,
        version: int | None = None,
        key: str | None = None,
    ) -> Outcome:
        """Change the answers of a case."""
        with self.house.act(actor(person)) as act:
            return amend_answers(act, ref=ref, answers=answers, number=number, version=version, key=key)

    def amend_fields(self, person: str, ref: str, given: Mapping[str, str]) -> Outcome:
        """Change some fields of a case by its own form."""
        with self.house.act(actor(person)) as act:
            return amend_fields(act, ref=ref, given=given)

    def case(self, ref: str) -> Case:
        """Read a case as the clock would."""
        with self.house.look(actor(None)) as act:
            family, _ = act.read_family(ref)
        assert family is not None
        found = family.find(ref)
        assert found is not None
        return found

    def refs(self, ref: str) -> dict[str, str]:
        """Give the state of each member of a family."""
        with self.house.look(actor(None)) as act:
            family, _ = act.read_family(ref)
        assert family is not None
        return {case.ref: case.state for case in family.cases.values()}

    def discrepancies(self) -> list[Discrepancy]:
        """Check the whole house."""
        with self.house.look(actor(None)) as act:
            return list(check(act, documents=self.house.documents, counted=Checked()))

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def close(self) -> None:
        """Give the base back."""
        self.house.close()


def unjudged(bundle: Bundle) -> Judged:
    """Give the judgement of a text nobody judged: tests publish what they like."""
    return Judged(bundle.digest, "test", (), sizes_of(bundle.definition))


def actor(person: str | None) -> Actor:
    """Act through the test's own door."""
    return Actor(person=person, channel="test", os_user="tester")


def build_house(url: str, *, home: Path, demo: bool = False) -> TestHouse:
    """Open and found a house at an address."""
    test = TestHouse(House(base=open_base(url), home=home, clock=lambda: test.now))
    with test.house.act(actor(KEEPER)) as act:
        keeper = {"id": KEEPER, "name": "Greffe", "email": "greffe@example.org"}
        found_house(act, name="Essai", demo=demo, keeper=keeper)
    test.person(APPROVER, KEEPS, "all")
    return test
