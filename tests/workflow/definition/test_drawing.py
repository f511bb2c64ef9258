import re

import pytest

from tests.workflow.definition.written import inheriting
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.drawing import draw, draw_all
from workflow.definition.graphs import moves


def test_a_machine_is_drawn_phase_by_phase() -> None:
    drawn = draw(inheriting("").definition, "opinion")

    assert drawn == (
        "flowchart TD\n"
        '    subgraph phase0["Avis attendu"]\n'
        '        s_requested["Avis demandé<br/>⏱ 21 jours"]\n'
        "    end\n"
        '    subgraph phase1["Avis clos"]\n'
        '        s_given((("Avis rendu")))\n'
        '        s_elapsed((("Sans avis")))\n'
        "    end\n"
        "    start(( )) --> s_requested\n"
        '    s_requested -->|"Avis (la personne consultée)"| s_given\n'
        '    s_requested -.->|"Expiration (le délai)"| s_elapsed\n'
    )


def test_children_and_acts_that_stay_in_place_are_told() -> None:
    drawn = draw(
        inheriting(
            """
            machines:
              application:
                transitions:
                  note:
                    label: "Dire « oui », \\"là\\""
                    verb: note
                    from: instruction
                    to: same
                    by: instructor
            """
        ).definition,
        "application",
    )

    assert '        s_opinions["En attente des avis<br/>⇉ Avis : ambassade de France"]\n' in drawn
    assert '        s_instruction["En instruction<br/>→ Demander des compléments"]\n' in drawn
    assert '    s_instruction -->|"Dire « oui », #quot;là#quot;"| s_instruction\n' in drawn
    assert '        s_draft(["Brouillon"])\n' in drawn


@pytest.mark.parametrize("code", shipped_codes())
def test_every_state_and_move_of_a_shipped_definition_is_drawn(code: str) -> None:
    definition = load(code).definition
    for name, machine in definition.machines.items():
        drawn = draw(definition, name)
        boxes = re.findall(r"^        s_(\w+)[(\[]", drawn, re.MULTILINE)
        arrows = re.findall(r"^    s_(\w+) -\.?-?>\|.*\| s_(\w+)$", drawn, re.MULTILINE)

        assert sorted(boxes) == sorted(machine.states)
        assert {(move.origin, move.target) for move in moves(machine)} <= set(arrows)


def test_all_machines_are_drawn_in_markdown() -> None:
    drawn = draw_all(inheriting("").definition)

    assert re.findall(r"^## (.+)$", drawn, re.MULTILINE) == [
        "Demande de cofinancement",
        "Avis",
        "Compléments",
    ]
    assert drawn.count("```mermaid\nflowchart TD\n") == 3


def test_an_unknown_machine_is_not_drawn() -> None:
    with pytest.raises(KeyError):
        draw(inheriting("").definition, "nothing")
