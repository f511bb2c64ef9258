"""The ten refusals: printed as the page shows them, explained whole, and mended by what they tell to do."""

import re

import pytest

from tests.refusals.desk import Desk, Unexpected, play
from tests.refusals.page import HEAD, PAGE, render, section, titles, without_digests
from tests.refusals.scene import Edit, Remedy, Scene, scenes

SCENES = scenes()
FOLLOWED = [(scene, remedy) for scene in SCENES for remedy in scene.remedies]
DATED = re.compile(r"source : .*\b\d{1,2}(?:er)? [a-zéû]+ \d{4}\b")
REMEDY = "pour y remédier : "


def plain(text: str) -> str:
    """Give the same text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def remedies_printed(printed: str) -> list[str]:
    """Give the lines of a refusal that tell what to do."""
    lines = (line.strip() for line in plain(printed).splitlines())
    return [line.removeprefix(REMEDY) for line in lines if line.startswith(REMEDY)]


def test_the_page_holds_every_scene_in_order() -> None:
    assert PAGE.read_text(encoding="utf-8").startswith(HEAD)
    assert titles() == [scene.title for scene in SCENES]


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_refusal_is_printed_as_the_page_shows_it(desk: Desk, scene: Scene) -> None:
    printed = play(desk, scene)

    written = render(scene, printed, number=1).partition("\n")[2]
    assert without_digests(section(scene.title)).strip() == without_digests(written).strip()


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_refusal_says_what_was_seen_on_what_it_rests_and_who_must_act(desk: Desk, scene: Scene) -> None:
    printed = play(desk, scene)

    told = plain(printed.err)
    assert (printed.status, printed.out) == (scene.status, "")
    assert "vu : " in told
    assert DATED.search(told)
    assert re.search(r"^  qui : \S", told, re.MULTILINE)


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_every_remedy_of_a_refusal_is_followed(desk: Desk, scene: Scene) -> None:
    printed = play(desk, scene)

    passages = [passage for remedy in scene.remedies for passage in remedy.named]
    lines = remedies_printed(printed.err)
    assert len(lines) == len(passages)
    assert [passage for passage, line in zip(passages, lines, strict=True) if passage not in line] == []


@pytest.mark.parametrize(
    ("scene", "remedy"), FOLLOWED, ids=[f"{scene}: {remedy.named[0]}" for scene, remedy in FOLLOWED]
)
def test_a_remedy_followed_lets_the_act_pass(desk: Desk, scene: Scene, remedy: Remedy) -> None:
    assert play(desk, scene).status == scene.status

    for step in remedy.steps:
        desk.do(step)


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_refused_act_leaves_no_trace(desk: Desk, scene: Scene) -> None:
    first = play(desk, scene)
    told = desk.do("jalon check").out

    again = desk.type(scene.refused)

    assert again == first
    assert desk.do("jalon check").out == told


def test_a_line_that_does_not_pass_is_seen(desk: Desk) -> None:
    with pytest.raises(Unexpected, match="ACT-404"):
        desk.do("jalon case show GEN25-0001 --as instruction")


def test_an_edit_that_finds_nothing_is_seen(desk: Desk) -> None:
    desk.fetch("aude.yaml")

    with pytest.raises(Unexpected, match="holds 0 times"):
        desk.do(Edit("aude.yaml", was="months: 25", now="months: 26"))


def test_two_refusals_of_other_words_differ_though_digests_do_not_count() -> None:
    assert without_digests("sha256:0123456789ab") == without_digests("sha256:ba9876543210")
    assert without_digests("publiée le 17 février 2025") != without_digests("publiée le 18 février 2025")
