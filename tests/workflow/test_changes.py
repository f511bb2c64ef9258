"""What a version changes is told in sentences: its definition, its templates, its lists."""

from typing import Any

from rules.reference_data import ReferenceData
from tests.workflow.houses import bundle_of, rewritten
from workflow.changes import changes
from workflow.definition.bundle import pack

CALL = "sport-2025"


def test_a_text_changes_nothing_against_itself() -> None:
    assert list(changes(bundle_of(CALL), bundle_of(CALL))) == []


def test_what_the_definition_says_otherwise_is_told() -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        tree["title"] = "Sport et jeunesse"

    (told,) = changes(bundle_of(CALL), rewritten(CALL, edit))

    assert "Sport et jeunesse" in told


def test_templates_and_lists_are_part_of_what_is_approved() -> None:
    shipped = bundle_of(CALL)
    award, *others = sorted(shipped.mails)
    mails = {name: shipped.mails[name] for name in others} | {"new.mail": "x", others[0]: "récrit"}
    lists = dict(shipped.reference.to_json())
    lists["regions"] = {"regions": {}}

    after = pack(shipped.definition, mails=mails, reference=ReferenceData.from_json(lists))

    assert sorted(changes(shipped, after)) == [
        "les listes de référence (pays, régions, campagnes) ne sont plus les mêmes",
        f"modèle de courriel « {award} » : retiré",
        f"modèle de courriel « {others[0]} » : récrit",
        "modèle de courriel « new.mail » : nouveau",
    ]
