"""Documents and mails leave, are found again, and any tampering is seen."""

from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain

FILED = "GEN25-0001"


def test_what_waits_is_listed_inside_only(shell: Shell) -> None:
    ref = shell.filed()

    waiting = shell.done("outbox", "list", "--json", person="instructor").json

    assert [(one["ref"], one["kind"], one["name"], one["status"]) for one in waiting] == [
        (ref, "document", "receipt", "pending"),
        (ref, "mail", "filing_receipt", "pending"),
        (ref, "mail", "new_file", "pending"),
    ]
    assert shell.done("outbox", "list", "--json", person="aude").json == []


def test_delivering_prints_and_sends_once(shell: Shell) -> None:
    shell.filed()

    first = plain(shell.done("outbox", "deliver").out).splitlines()
    second = plain(shell.done("outbox", "deliver").out).splitlines()

    assert first[-1] == "Faits : 3 ; en attente : 0 ; à traiter : 0."
    assert second == ["Faits : 0 ; en attente : 0 ; à traiter : 0."]
    assert len(list(shell.home.glob("mails/*.eml"))) == 2
    assert [path.read_bytes()[:5] for path in shell.home.glob("documents/*.pdf")] == [b"%PDF-"]


def test_a_relay_that_does_not_answer_ends_with_6(shell: Shell) -> None:
    shell.filed()
    unplugged = Shell(shell.home, {"JALON_SMTP_URL": "smtp://127.0.0.1:9"})

    ran = unplugged.run("outbox", "deliver")

    assert ran.status == 6
    assert plain(ran.out).splitlines()[-1] == "Faits : 1 ; en attente : 2 ; à traiter : 0."


def test_a_relay_of_an_unknown_kind_ends_with_9(shell: Shell) -> None:
    assert Shell(shell.home, {"JALON_SMTP_URL": "pigeon://loft"}).run("outbox", "deliver").status == 9


def test_each_reads_the_documents_that_were_sent_to_them(delivered: Shell) -> None:
    applicant = delivered.done("documents", "list", "--json", person="aude").json
    inside = delivered.done("documents", "list", FILED, "--json", person="instructor").json

    assert [(one["ref"], one["name"], one["pages"]) for one in applicant] == [(FILED, "receipt", 2)]
    assert applicant == inside
    assert delivered.done("documents", "list", "--json", person="pau").json == []


def test_a_document_is_printed_again_to_the_same_bytes(delivered: Shell, tmp_path: Path) -> None:
    out = tmp_path / "receipt.pdf"

    ran = delivered.done("documents", "render", FILED, "receipt", "--out", str(out), person="aude")

    (kept,) = delivered.home.glob("documents/*.pdf")
    assert "refait à l'identique" in ran.out
    assert out.read_bytes() == kept.read_bytes()


def test_an_unknown_document_ends_with_3_and_names_what_there_is(delivered: Shell) -> None:
    words = ("documents", "render", FILED, "recept", "--out", "x.pdf")

    ran = delivered.run(*words, person="aude")

    assert ran.status == 3
    assert "receipt" in ran.err
    assert delivered.run("documents", "preview", "recept", "--out", "x.pdf").status == 3


def test_what_is_sent_inside_is_not_read_outside(shell: Shell) -> None:
    ref = shell.decided()
    shell.done("outbox", "deliver")

    ran = shell.run("documents", "render", ref, "instruction_sheet", "--out", "x.pdf", person="aude")

    assert ran.status == 3
    names = {one["name"] for one in shell.done("documents", "list", "--json", person="instructor").json}
    assert "instruction_sheet" in names


@pytest.mark.parametrize("how", ["altered", "missing"])
def test_tampering_with_a_document_ends_with_8(delivered: Shell, how: str, tmp_path: Path) -> None:
    (kept,) = delivered.home.glob("documents/*.pdf")
    if how == "missing":
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes() + b" ")

    verified = delivered.run("documents", "verify", "--json", person="instructor")
    rendered = delivered.run(
        "documents", "render", FILED, "receipt", "--out", str(tmp_path / "x.pdf"), person="aude"
    )

    assert (verified.status, rendered.status, delivered.run("check").status) == (8, 8, 8)
    assert [one["verdict"] for one in verified.json] == [{"altered": "altéré", "missing": "disparu"}[how]]


def test_a_preview_needs_no_instance(nowhere: Shell, tmp_path: Path) -> None:
    out = tmp_path / "convention.pdf"

    ran = nowhere.done("documents", "preview", "convention", "--call", "patrimoine-2025", "--out", str(out))

    assert plain(ran.out).startswith(f"{out} : ")
    assert out.read_bytes()[:5] == b"%PDF-"
