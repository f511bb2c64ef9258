import re
from xml.etree import ElementTree as ET

import pytest

from tests.workflow.definition.example import example
from tests.workflow.definition.shipped import distinct_machines
from workflow.definition.catalogue import load
from workflow.definition.diagrams.svg import draw_svg

SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = distinct_machines()


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def texts(root: ET.Element) -> str:
    """All that is written on the drawing, its lines joined."""
    return plain(" ".join(text.text or "" for text in root.iter(f"{SVG}text")))


def classes(root: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in root.iter() if kind in one.get("class", "").split()]


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_a_drawing_says_all_that_a_machine_does(code: str, machine: str) -> None:
    definition = load(code).definition
    model = definition.machines[machine]
    root = ET.fromstring(draw_svg(definition, machine))  # noqa: S314 -- our own output
    written = texts(root)

    labels = [state.label for state in model.states.values()]
    labels += [act.label for act in model.transitions.values()]
    labels += [phase.label for phase in model.phases.values()]
    assert [label for label in labels if plain(label) not in written] == []
    assert len(classes(root, "ring")) == sum(state.final for state in model.states.values())
    assert len(classes(root, "start")) == 1


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_a_drawing_needs_nothing_else_and_names_itself(code: str, machine: str) -> None:
    drawn = draw_svg(load(code).definition, machine)
    root = ET.fromstring(drawn)  # noqa: S314 -- our own output
    title, said, *_ = root
    names = root.get("aria-labelledby", "").split()

    assert (root.get("role"), root.get("lang")) == ("img", "fr")
    assert [(one.tag, one.get("id")) for one in (title, said)] == [
        (f"{SVG}title", names[0]),
        (f"{SVG}desc", names[1]),
    ]
    assert title.text
    assert said.text
    assert re.findall(r"<script|href=|url\(|@import|@font-face|<image|<foreignObject", drawn) == []


def test_children_deadlines_and_acts_done_in_place_stand_in_the_state() -> None:
    body = """
        machines:
          application:
            states:
              opinions:
                spawn:
                  prefecture:
                    {machine: opinion, giver: prefecture, on_leave: cancel, if_none: refuse, again: renew}
              selected: {deadlines: {late: {after: unknown, opens: fund}}}
              funded: {deadlines: {end: {after: 0 days, from: decision.day, opens: note}}}
            transitions:
              note: {label: Note, verb: note, from: [selected, funded], to: same, by: instructor}
              mark: {label: Marque, verb: marque, from: selected, to: same, by: instructor}
        forms: {decision_form: {fields: {day: {kind: date, label: Fin du projet}}}}
        """
    definition = example(body).definition

    application = texts(ET.fromstring(draw_svg(definition, "application")))  # noqa: S314 -- our own output
    opinion = texts(ET.fromstring(draw_svg(definition, "opinion")))  # noqa: S314 -- our own output

    assert "ouvre : Avis (ambassade de France, préfecture de région)" in application
    assert "peut s'ouvrir : Compléments" in application
    assert "échéance : délai inconnu → Financement" in application
    assert "échéance : le jour donné par « Fin du projet » → Note" in application
    assert "sur place : Note, Marque (service instructeur)" in application
    assert "fin, issue favorable" in application
    assert "échéance : 21 jours → Expiration" in opinion


def test_an_act_that_enters_its_own_state_again_is_told_apart_from_one_that_stays() -> None:
    again = """
        machines:
          application:
            transitions:
              again: {label: Relance, verb: relance, from: instruction, to: instruction, by: instructor}
        """

    written = texts(ET.fromstring(draw_svg(example(again).definition, "application")))  # noqa: S314 -- ours

    assert "recommence : Relance (service instructeur)" in written


def test_automatic_and_exceptional_acts_are_told_by_their_lines() -> None:
    root = ET.fromstring(draw_svg(example("").definition, "application"))  # noqa: S314 -- our own output

    marks = {line.get("class") for line in classes(root, "line")}
    assert marks == {"line", "line automatic", "line exceptional"}


def test_what_an_author_writes_cannot_leave_its_text() -> None:
    hostile = """
        machines:
          application:
            label: "<script>alert(1)</script>"
            states: {draft: {label: "A & B <b>"}}
        """
    drawn = draw_svg(example(hostile).definition, "application")

    assert "A & B <b>" in texts(ET.fromstring(drawn))  # noqa: S314 -- our own output
    assert "<script" not in drawn


def test_texts_and_lines_stand_out_in_light_and_in_dark() -> None:
    style = draw_svg(example("").definition, "opinion").split("<style>")[1].split("</style>")[0]
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for part in (light, dark.split("@media print")[0]):
        found = dict(re.findall(r"\.jalon-drawing (text|\.\w+) \{[^}]*?fill: (#\w{6})", part))
        lines = dict(
            re.findall(
                r"\.jalon-drawing (\.line|\.exceptional|\.line\.exceptional) \{[^}]*?stroke: (#\w{6})", part
            )
        )

        assert all(
            contrast(found["text"], found[paper]) >= 7 for paper in (".sheet", ".phase", ".state", ".act")
        )
        assert len(lines) == 2
        assert all(
            contrast(colour, found[paper]) >= 3 for colour in lines.values() for paper in (".sheet", ".phase")
        )


def test_a_drawing_is_the_same_each_time() -> None:
    definition = load("thematique").definition

    assert draw_svg(definition, "application") == draw_svg(definition.model_copy(), "application")
