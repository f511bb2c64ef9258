"""What a version changes against another: its definition, its templates, its lists."""

from collections.abc import Iterator, Mapping

from workflow.definition.bundle import Bundle
from workflow.definition.comparison import compare


def changes(before: Bundle, after: Bundle) -> Iterator[str]:
    """Give one French sentence for each change from one published text to another; none when they are one."""
    yield from (change.sentence for change in compare(before.definition, after.definition))
    yield from _templates("courriel", before.mails, after.mails)
    yield from _templates("document", before.documents, after.documents)
    if before.reference.to_json() != after.reference.to_json():
        yield "les listes de référence (pays, régions, campagnes) ne sont plus les mêmes"


def _templates(noun: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            came, went = name not in before, name not in after
            yield f"modèle de {noun} « {name} » : {'nouveau' if came else 'retiré' if went else 'récrit'}"
