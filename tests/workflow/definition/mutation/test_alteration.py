import pytest

from forms.strict_yaml import Mapping, Node, read_yaml
from workflow.definition.mutation.alteration import (
    Alteration,
    altered,
    removal,
    renaming,
    replacement,
)
from workflow.definition.plain import plain
from workflow.definition.tree import Path

WRITTEN = """\
act:
  from: [draft, filed]
  by: clerk
  mails: {receipt: applicant}
  when: {children: opinion, all: given}
"""


def written() -> Mapping:
    tree = read_yaml(WRITTEN, name="essai.yaml")
    assert isinstance(tree, Mapping)
    return tree


def becomes(alteration: Alteration) -> object:
    tree = plain(altered(written(), alteration))
    assert isinstance(tree, dict)
    return tree["act"]


ACT: dict[str, object] = {
    "from": ["draft", "filed"],
    "by": "clerk",
    "mails": {"receipt": "applicant"},
    "when": {"children": "opinion", "all": "given"},
}


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in ACT.items() if name != key}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("act", "from", 0), ACT | {"from": ["filed"]}),
        (("act", "by"), without("by")),
        (("act", "by", 0), without("by")),
        (("act", "mails", "receipt"), without("mails")),
        (("act", "when", 0), without("when")),
        (("act", "when", 0, "all"), ACT | {"when": [{"children": "opinion"}]}),
    ],
)
def test_what_is_removed_is_gone_with_what_it_leaves_empty(path: Path, expected: object) -> None:
    assert becomes(removal(path, "")) == expected


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("act", "from", 1), "sent", ACT | {"from": ["draft", "sent"]}),
        (("act", "from", 2), "sent", ACT | {"from": ["draft", "filed", "sent"]}),
        (("act", "by", 1), "chief", ACT | {"by": ["clerk", "chief"]}),
        (("act", "to"), "done", ACT | {"to": "done"}),
        (("act", "unlike", 0), "other", ACT | {"unlike": ["other"]}),
    ],
)
def test_what_is_put_stands_in_its_place_or_comes_last(path: Path, value: str, expected: object) -> None:
    assert becomes(replacement(path, value, "")) == expected


def test_a_renamed_key_keeps_its_value() -> None:
    node = read_yaml("given", name="essai.yaml")

    found = becomes(renaming(("act", "when", 0, "all"), to="any", node=node, told=""))

    assert found == ACT | {"when": [{"children": "opinion", "any": "given"}]}


def test_every_other_value_keeps_its_place_in_the_file() -> None:
    def values(tree: Node) -> list[Node]:
        assert isinstance(tree, Mapping)
        act = tree.get("act")
        assert isinstance(act, Mapping)
        return [value for key, value in act.entries if key.text != "by"]

    assert values(altered(written(), removal(("act", "by"), ""))) == values(written())
