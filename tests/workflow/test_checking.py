"""The check finds whatever was altered behind the house's back, and says where."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from forms.strict_yaml import Mapping, read_yaml
from tests.workflow.houses import TestHouse
from tests.workflow.stories.gates import GENERALISTE, PATRIMOINE
from tests.workflow.stories.telling import Narrator, after
from tests.workflow.tables import rows_of, tamper
from tests.workflow.test_envelopes import Endowed
from workflow.definition.plain import plain
from workflow.deliveries import store_bytes

ROOT, CHILD = "GEN25-0001", "GEN25-0001/embassy.EC"


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something altered: where it is found, what is said of it, and the statements."""

    what: str
    where: str
    told: str
    sql: tuple[str, ...]

    def __str__(self) -> str:
        """Name the alteration in the list of tests."""
        return self.what


def alterations() -> Iterator[Alteration]:
    path = Path(__file__).with_name("alterations.yaml")
    root = read_yaml(path.read_bytes(), name=path.name)
    for what, said in root.entries if isinstance(root, Mapping) else ():
        tree = plain(said)
        assert isinstance(tree, dict)
        yield Alteration(what.text, tree["where"], tree["told"], tuple(tree["sql"]))


@pytest.mark.parametrize("altered", tuple(alterations()), ids=str)
def test_what_was_altered_is_found_and_named(empty: TestHouse, url: str, altered: Alteration) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="90 000,00 EUR"))
    narrator.go_on(narrator.begin(GENERALISTE), GENERALISTE.steps[:8])
    before = empty.discrepancies()
    ids = {"ROOT": f"'{empty.case(ROOT).id}'", "CHILD": f"'{empty.case(CHILD).id}'"}

    for statement in altered.sql:
        tamper(url, statement.replace("ROOT", ids["ROOT"]).replace("CHILD", ids["CHILD"]))

    found = [
        one for one in empty.discrepancies() if one.where.endswith(altered.where) and altered.told in one.what
    ]
    assert before == []
    assert found


def test_a_due_date_moved_is_found(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 2)

    tamper(url, "UPDATE due SET at = '2030-01-01' WHERE kind = 'fire' AND case_id = ?", empty.case(CHILD).id)

    assert [one.where for one in empty.discrepancies()] == [CHILD]


def test_a_draft_saved_beside_its_history_is_sound(empty: TestHouse) -> None:
    after(empty, PATRIMOINE, 0)

    assert empty.discrepancies() == []


def test_a_history_without_its_case_is_found(empty: TestHouse, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL checks foreign keys on every connection")
    after(empty, GENERALISTE, 2)
    identity = empty.case(CHILD).id

    tamper(url, "DELETE FROM due WHERE case_id = ?", identity)
    tamper(url, "DELETE FROM outbox WHERE case_id = ?", identity)
    tamper(url, "DELETE FROM cases WHERE id = ?", identity)

    assert identity in [one.where for one in empty.discrepancies()]


@pytest.mark.parametrize("altered", [b"%PDF-1.7 altered", None])
def test_a_document_altered_or_lost_is_found(
    empty: TestHouse, url: str, tmp_path: Path, altered: bytes | None
) -> None:
    after(empty, GENERALISTE, 1)
    ((identity, case_id),) = rows_of(url, "SELECT id, case_id FROM outbox WHERE name = 'receipt'")
    name = f"{'0d' * 32}.pdf"
    tamper(
        url,
        "INSERT INTO documents "
        "(id, case_id, position, name, file, sha256, size, pages, issued_at, fingerprint) "
        "VALUES (?, ?, 2, 'receipt', ?, ?, 4, 1, '2025', '{}')",
        str(identity),
        str(case_id),
        name,
        "2b" * 32,
    )
    if altered is not None:
        store_bytes(tmp_path / "documents", name=name, content=altered)

    found = [(one.where, one.what) for one in empty.discrepancies()]

    what = "a été altéré" if altered is not None else "a disparu"
    assert found == [(str(identity), f"le document {name} {what}")]
