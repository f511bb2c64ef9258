"""Trying a definition: everything it lets happen, with what it would send, in a folder one can open."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain


class Page(HTMLParser):
    """What a browser would find in a page: its links, its anchors, its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if tag == "a":
            self.links.append(found["href"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Try a call once, and give the folder and what was printed."""
    folder = tmp_path_factory.mktemp("essai") / "patrimoine"
    ran = Shell(folder / "nowhere").done("calls", "try", "patrimoine-2025", "--to", str(folder))
    return folder, plain(ran.out)


def test_everything_is_done_and_counted(tried: tuple[Path, str]) -> None:
    folder, out = tried

    done = re.search(r"^Passages faits : (\d+) sur (\d+)$", out, re.MULTILINE)
    assert done is not None
    assert done[1] == done[2]
    mails, documents = list(folder.glob("courriels/*.eml")), list(folder.glob("documents/*.pdf"))
    assert f"Courriels : {len(mails)}\n" in out
    assert f"Documents : {len(documents)}\n" in out
    assert len(mails) > 60
    assert {path.name.split("-")[-1] for path in documents} == {
        "receipt.pdf", "opinion_request.pdf", "instruction_sheet.pdf", "award_letter.pdf", "convention.pdf",
        "refusal_letter.pdf", "inadmissibility_letter.pdf",
    }  # fmt: skip
    assert all(path.read_bytes().startswith(b"%PDF-") for path in documents)


def test_the_page_stands_alone_and_every_link_leads_somewhere(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    page = Page((folder / "index.html").read_text(encoding="utf-8"))

    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert link[1:] in page.ids if link.startswith("#") else (folder / link).is_file()
    written = {f"{path.parent.name}/{path.name}" for path in folder.glob("*/*")}
    assert written == {link for link in page.links if not link.startswith("#")}


def test_each_mail_can_be_read_as_a_page_and_as_a_message(tried: tuple[Path, str]) -> None:
    folder, _ = tried

    readable = {path.stem for path in folder.glob("courriels/*.html")}
    assert readable == {path.stem for path in folder.glob("courriels/*.eml")}
    (award,) = folder.glob("courriels/*-award.html")
    assert "retenu" in award.read_text(encoding="utf-8")


def test_the_page_tells_who_did_what_and_what_stayed_hidden(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    text = plain((folder / "index.html").read_text(encoding="utf-8")).replace("&nbsp;", " ")

    assert "Délégué : notifie l&#39;attribution" in text
    assert "jusqu&#39;à l&#39;annonce" in text
    assert "tiennent : COMPLETE (Dossier complet)" in text


def test_a_folder_that_holds_something_is_never_written_to(nowhere: Shell, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("à garder")

    ran = nowhere.run("calls", "try", "comite", "--to", str(tmp_path))
    forced = nowhere.run("calls", "try", "comite", "--to", str(tmp_path), "--force")

    assert (ran.status, forced.status) == (1, 1)
    assert "n'est pas vide" in plain(forced.err)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_an_earlier_trial_is_replaced_when_asked(nowhere: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "essai"
    words = ("calls", "try", "comite", "--to", str(folder))

    first = nowhere.run(*words)
    (folder / "courriels" / "old.eml").touch()
    refused, again = nowhere.run(*words), nowhere.run(*words, "--force")

    assert (first.status, refused.status, again.status) == (0, 1, 0)
    assert again.out == first.out
    assert not (folder / "courriels" / "old.eml").exists()


def test_a_limit_stops_early_and_says_so(nowhere: Shell, tmp_path: Path) -> None:
    ran = nowhere.done("calls", "try", "comite", "--to", str(tmp_path / "essai"), "--limit", "2")

    assert "Étapes : 2\n" in ran.out
    assert "laissé de côté par --limit" in ran.out
    page = (tmp_path / "essai" / "index.html").read_text("utf-8")
    assert "L'essai a été arrêté en chemin" in page
    assert "a été fait au moins une fois" not in page


IMPOSSIBLE = """
jalon: 1
code: essai-2026
title: Essai
extends: generaliste
ref: ESS26
parameters:
  contribution.french.min: {value: 60 %, source: JALON, sure: D}
  contribution.foreign.min: {value: 60 %, source: JALON, sure: D}
windows:
  single: {opens: 2025-04-07, closes: 2025-05-30, months: unknown, envelope: unknown, source: JP25b, sure: B}
"""


def test_what_could_not_be_done_ends_with_1_and_is_named_with_its_reason(
    nowhere: Shell, tmp_path: Path
) -> None:
    file, folder = tmp_path / "essai-2026.yaml", tmp_path / "essai"
    file.write_text(IMPOSSIBLE.lstrip(), encoding="utf-8")

    ran = nowhere.run("calls", "try", str(file), "--to", str(folder))

    assert ran.status == 1
    refused = [line for line in plain(ran.out).splitlines() if "(submit)" in line]
    assert len(refused) == 1
    assert refused[0].startswith("pas fait : Demande de cofinancement : l'acte « Dépôt » (submit)")
    assert "B07" in refused[0]
    assert "Ce qui n'a pas pu être fait" in (folder / "index.html").read_text(encoding="utf-8")


def test_an_unsound_definition_is_not_tried(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "essai-2026.yaml"
    file.write_text("jalon: 1\ncode: essai-2026\ntitle: Essai\nextends: generaliste\nroless: {}\n")

    ran = nowhere.run("calls", "try", str(file), "--to", str(tmp_path / "essai"))

    assert ran.status == 1
    assert "DEF-001" in ran.err
    assert not (tmp_path / "essai").exists()
    assert nowhere.run("calls", "try", "generalist-2025").status == 3
