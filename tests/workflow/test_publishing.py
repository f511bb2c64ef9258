"""Publishing takes two persons; what is published never changes, and one of two at once wins."""

from typing import Any

import pytest

from tests.workflow.at_once import at_once
from tests.workflow.houses import APPROVER, KEEPER, TestHouse, actor, bundle_of, rewritten, unjudged
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after, answers_of
from tests.workflow.tables import contents, rows_of, tamper
from workflow.checking_register import Registered
from workflow.definition.bundle import Bundle
from workflow.errors import Impossible, NotAllowed, NotFound, Stale
from workflow.house import House
from workflow.publishing import approve, propose, publish_supplied, retract
from workflow.rebuilding import rebuild
from workflow.register import KEEPER as KEEPS
from workflow.replay import Registration, Replayed
from workflow.versions import Version, current, find_version, versions

CALL = GENERALISTE.call


def retitled(title: str) -> Bundle:
    """A later version of the call, that says something else."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        tree["title"] = title

    return rewritten(CALL, edit)


def approves(house: TestHouse, person: str = APPROVER, *, digest: str | None = None) -> Version:
    with house.house.act(actor(person)) as act:
        return approve(act, code=CALL, digest=digest)


def withdraws(house: TestHouse, person: str) -> Version:
    with house.house.act(actor(person)) as act:
        return retract(act, code=CALL, reason="Coquille dans l'intitulé.")


def listed(house: TestHouse) -> list[tuple[str, str, str | None, str | None]]:
    with house.house.look(actor(KEEPER)) as act:
        return [(one.name, one.status, one.author, one.decided_by) for one in versions(act)]


def test_nothing_is_made_under_what_nobody_else_approved(empty: TestHouse, url: str) -> None:
    empty.publish("comite")
    proposed = empty.propose(bundle_of(CALL))

    told = refused(url, lambda: empty.create("aude", CALL, answers_of("aude")))

    assert (proposed.fresh, proposed.version.status) == (True, "pending")
    assert (told.kind, told.code) == (NotFound, "ACT-404")
    assert rows_of(url, "SELECT ref FROM cases WHERE call_code = ?", CALL) == []
    assert empty.discrepancies() == []


def test_its_author_does_not_approve_it(empty: TestHouse, url: str) -> None:
    empty.propose(bundle_of(CALL))

    told = refused(url, lambda: approves(empty, KEEPER))

    assert (told.kind, told.who, told.seen) == (NotAllowed, APPROVER, {"proposé par": KEEPER})
    assert told.remedies == (
        f"faire approuver par {APPROVER} : « jalon calls approve {CALL} --as {APPROVER} »",
    )


def test_who_does_not_keep_the_register_neither_proposes_nor_approves_nor_withdraws(
    empty: TestHouse, url: str
) -> None:
    Narrator(empty).begin(GENERALISTE)
    empty.propose(retitled("Autre"))

    def as_ines(act_of: str) -> None:
        with empty.house.act(actor("ines")) as act:
            if act_of == "propose":
                propose(act, retitled("Mien"), unjudged(retitled("Mien")))
            elif act_of == "approve":
                approve(act, code=CALL)
            else:
                retract(act, code=CALL)

    told = [refused(url, lambda one=one: as_ines(one)) for one in ("propose", "approve", "retract")]  # type: ignore[misc]  # bound now

    assert {(one.kind, one.who) for one in told} == {(NotAllowed, f"{APPROVER}, {KEEPER}")}


def test_another_person_makes_it_the_version_of_new_cases(empty: TestHouse) -> None:
    old = after(empty, GENERALISTE, 1)
    bundle = retitled("Appel revu")
    empty.propose(bundle)

    version = approves(empty, digest=bundle.digest[:25])
    new = empty.create("aude", CALL, answers_of("aude"))

    assert (version.name, version.author, version.decided_by) == (f"{CALL}@2", KEEPER, APPROVER)
    assert empty.case(new).definition == bundle.digest
    assert empty.case(old).definition == bundle_of(CALL).digest
    assert empty.discrepancies() == []


def test_what_is_approved_is_what_was_read(empty: TestHouse, url: str) -> None:
    empty.propose(retitled("Lu"))
    withdraws(empty, KEEPER)
    empty.propose(retitled("Non lu"))

    told = refused(url, lambda: approves(empty, digest=retitled("Lu").digest))

    assert (told.kind, told.seen) == (Stale, {"texte en attente": retitled("Non lu").digest})


def test_one_text_at_a_time_waits_for_a_code(empty: TestHouse, url: str) -> None:
    empty.propose(retitled("Première"))
    before = contents(url)

    same = empty.propose(retitled("Première"))
    told = refused(url, lambda: empty.propose(retitled("Seconde")))

    assert (same.fresh, same.version.number, contents(url)) == (False, 1, before)
    assert (told.kind, told.seen["texte en attente"]) == (Impossible, retitled("Première").digest)


def test_the_same_text_is_published_once(empty: TestHouse, url: str) -> None:
    empty.publish(CALL)
    before = contents(url)

    again = empty.propose(bundle_of(CALL))

    assert (again.fresh, again.version.status, contents(url)) == (False, "published", before)


def test_going_back_is_a_new_version_of_the_older_text(empty: TestHouse, url: str) -> None:
    empty.publish(CALL)
    empty.publish_bundle(retitled("Regrettée"))

    empty.publish(CALL)

    with empty.house.look(actor(KEEPER)) as act:
        now = current(versions(act, CALL))
        named = [find_version(act, name) for name in (CALL, f"{CALL}@1", bundle_of(CALL).digest[:20])]
    assert now is not None
    assert (now.name, now.digest) == (f"{CALL}@3", bundle_of(CALL).digest)
    assert [one.number for one in named] == [3, 1, 3]
    assert len(rows_of(url, "SELECT digest FROM publications WHERE code = ?", CALL)) == 2
    assert empty.discrepancies() == []


def test_a_proposal_taken_back_leaves_its_number_and_its_reason(empty: TestHouse, url: str) -> None:
    empty.propose(retitled("Erronée"))

    withdraws(empty, APPROVER)
    empty.publish(CALL)

    assert listed(empty) == [
        (f"{CALL}@1", "retracted", KEEPER, APPROVER),
        (f"{CALL}@2", "published", KEEPER, APPROVER),
    ]
    assert rows_of(url, "SELECT value FROM history_values WHERE path = '@reason'") == [
        ('"Coquille dans l\'intitulé."',)
    ]
    assert empty.discrepancies() == []


def test_a_version_that_nothing_named_is_told_with_those_there_are(empty: TestHouse) -> None:
    empty.publish(CALL)

    def look(name: str) -> None:
        with empty.house.look(actor(KEEPER)) as act:
            find_version(act, name)

    for name in (f"{CALL}@9", "generaliste-2026", "sha256:" + "0" * 64, "sha256:21"):
        with pytest.raises(NotFound):
            look(name)


def test_of_two_who_propose_at_once_one_wins_and_the_other_is_told(empty: TestHouse, url: str) -> None:
    texts = [retitled(f"Texte {number}") for number in range(4)]

    def proposes(bundle: Bundle, person: str) -> Any:  # noqa: ANN401 -- what the thread gives back
        def do(house: House) -> object:
            with house.act(actor(person)) as act:
                return propose(act, bundle, unjudged(bundle))

        return do

    acts = [proposes(text, (KEEPER, APPROVER)[rank % 2]) for rank, text in enumerate(texts)]
    done = at_once(url, home=empty.house.home, now=empty.now, acts=acts)

    lost = [one for one in done if isinstance(one, Impossible)]
    assert (len(lost), len(listed(empty))) == (3, 1)
    assert empty.discrepancies() == []


def test_of_two_who_approve_at_once_one_does(empty: TestHouse, url: str) -> None:
    empty.person("third", KEEPS, "all")
    empty.propose(bundle_of(CALL))

    def do(person: str) -> Any:  # noqa: ANN401 -- what the thread gives back
        def run(house: House) -> object:
            with house.act(actor(person)) as act:
                return approve(act, code=CALL)

        return run

    done = at_once(url, home=empty.house.home, now=empty.now, acts=[do(APPROVER), do("third")])

    assert sorted(type(one).__name__ for one in done) == ["NotFound", "Version"]
    assert len(rows_of(url, "SELECT ref FROM cases WHERE machine = 'window'")) == 1
    assert empty.discrepancies() == []


def test_a_judgement_of_another_text_is_no_judgement(empty: TestHouse, url: str) -> None:
    before = contents(url)

    def do() -> None:
        with empty.house.act(actor(KEEPER)) as act:
            propose(act, retitled("Un"), unjudged(retitled("Autre")))

    with pytest.raises(ValueError, match="sha256"):
        do()
    assert contents(url) == before


def test_what_ships_is_published_by_its_founder_only_while_founding(empty: TestHouse, url: str) -> None:
    # The house of tests has already made its second keeper known.
    def do() -> None:
        with empty.house.act(actor(KEEPER)) as act:
            publish_supplied(act, bundle_of(CALL))

    assert refused(url, do).remedies == (f"le proposer : « jalon calls publish {CALL} »",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions SET status = 'published', decided_by = 'keeper' WHERE number = 3",
        "UPDATE versions SET decided_by = 'keeper' WHERE number = 2",
        "UPDATE versions SET author = 'approver' WHERE number = 2",
        "UPDATE versions SET judged = '{}' WHERE number = 1",
        "DELETE FROM versions WHERE number = 3",
        "UPDATE versions SET number = 9 WHERE number = 1",
    ],
)
def test_a_version_altered_is_found_and_mended(empty: TestHouse, url: str, statement: str) -> None:
    empty.publish(CALL)
    empty.publish_bundle(retitled("Deuxième"))
    empty.propose(retitled("Troisième"))
    before = contents(url)

    tamper(url, statement)
    found = [(one.where, one.what.split(" {")[0]) for one in empty.discrepancies()]
    with empty.house.act(actor(None)) as act:
        mended = list(rebuild(act))

    assert ("registre", "la version") in found
    assert (mended, contents(url)) == (["registre"], before)


def test_a_text_altered_before_its_approval_is_never_published(empty: TestHouse, url: str) -> None:
    empty.propose(bundle_of(CALL))
    tamper(url, "UPDATE publications SET text = REPLACE(text, 'généraliste', 'particulier')")

    with pytest.raises(Exception, match="altéré"):
        approves(empty)

    assert listed(empty) == [(f"{CALL}@1", "pending", KEEPER, None)]


def test_what_was_published_before_versions_were_put_forward_is_told_by_its_entry() -> None:
    deed = {"code": CALL, "digest": "sha256:a", "number": 2, "title": "Appel"}
    at = "2025-02-01T08:00:00.000000+00:00"
    replayed = Replayed(registered=[Registration("publish", deed, "greffe", at)])
    registered = Registered()

    registered.add(replayed)

    assert registered.versions[CALL, 2] == {
        "code": CALL,
        "number": 2,
        "digest": "sha256:a",
        "status": "published",
        "author": "greffe",
        "proposed_at": at,
        "decided_by": "greffe",
        "decided_at": at,
        "judged": "{}",
    }
