"""The demonstration: every outcome, over the four families, with its mails and documents."""

import re
from pathlib import Path

import pytest

from commands.demo_story import application, stories
from tests.commands.shell import Ran, Shell, plain
from workflow.definition.catalogue import load

PAGE = Path(__file__).parents[2] / "docs/how-to/read-the-figures.md"
FAMILIES = {"generaliste", "cles-en-main", "geographique", "thematique"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo"


@pytest.fixture(scope="module")
def played(home: Path) -> Ran:
    return Shell(home).done("demo")


def test_stories_cover_the_four_families_and_every_outcome() -> None:
    families = {load(story.call).definition.extends for story in stories()}
    ends = {
        (state.phase, state.final)
        for story in stories()
        for machine in load(story.call).definition.machines.values()
        if machine.serves == "application"
        for name, state in machine.states.items()
        if name == story.ends
    }

    assert families == FAMILIES
    assert len(stories()) >= 12
    assert {phase for phase, _ in ends} == {
        "drafting", "undecided", "running", "refused", "inadmissible", "withdrawn",
    }  # fmt: skip


def test_every_application_of_the_stories_can_be_read() -> None:
    read = [
        application(scene.what)
        for story in stories()
        for scene in story.scenes
        if scene.kind in {"create", "amend"}
    ]

    assert [one.title for one in read if not one.title] == []


def test_the_table_ends_each_story_where_it_was_to_end(played: Ran) -> None:
    told = plain(played.out)
    table = told[told.index("référence ") :].splitlines()

    for story in stories():
        (line,) = [line for line in table if story.lead in line and story.call in line]
        assert line.endswith(story.outcome)


def test_a_refusal_at_filing_shows_its_findings(played: Ran) -> None:
    told = plain(played.out)

    assert "B04 — Le montant demandé (30 000,00 €) dépasse de 12 000,00 €" in told
    assert "pour y remédier : Réduire la demande de 12 000,00 €" in told


def test_everything_was_printed_sent_and_verified(home: Path, played: Ran) -> None:
    shell = Shell(home)
    left = shell.done("outbox", "list", "--json", person="instruction").json

    assert [one for one in left if one["status"] != "done"] == []
    assert len(list(home.glob("documents/*.pdf"))) == sum(one["kind"] == "document" for one in left)
    assert len(list(home.glob("mails/*.eml"))) == sum(one["kind"] == "mail" for one in left)
    assert plain(played.out).endswith("vérifiés : tout s'accorde.\n")
    assert shell.run("check").status == 0


def test_a_demonstration_is_replaced_only_when_asked(home: Path, played: Ran) -> None:
    ran = Shell(home).run("demo")

    assert (ran.status, ran.out) == (1, "")
    assert "la remplacer avec --force" in plain(ran.err)


def test_a_real_instance_is_never_replaced(nowhere: Shell) -> None:
    nowhere.done("init", "--keeper", "keeper")

    ran = nowhere.run("demo", "--force")

    assert ran.status == 1
    assert nowhere.run("person", "list", person="keeper").status == 0


@pytest.mark.usefixtures("played")
def test_the_figures_are_those_the_page_shows(home: Path) -> None:
    shown = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    told = Shell(home).done("figures", "--year", "2025", "--by", "status", person="instruction").out

    assert [plain(told)] == shown
