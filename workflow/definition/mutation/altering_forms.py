"""Forms altered: what is no longer asked, or may be left out."""

from collections.abc import Iterator

from workflow.definition.mutation.alteration import Alteration, removal
from workflow.definition.resolved import Resolved


def drop_field(resolved: Resolved) -> Iterator[Alteration]:
    """Ask each field no more, where others remain."""
    for name, form in resolved.definition.forms.items():
        for field, asked in form.fields.items() if len(form.fields) > 1 else ():
            told = f"« {asked.label} » n'est plus demandé (« {form.label} »)"
            yield removal(("forms", name, "fields", field), told)


def make_optional(resolved: Resolved) -> Iterator[Alteration]:
    """Let each required field be left out."""
    for name, form in resolved.definition.forms.items():
        for field, asked in form.fields.items():
            if asked.required:
                told = f"« {asked.label} » devient facultatif (« {form.label} »)"
                yield removal(("forms", name, "fields", field, "required"), told)


def drop_option(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each option of the choices that have several."""
    for name, form in resolved.definition.forms.items():
        for field, asked in form.fields.items():
            for option, said in asked.options.items() if len(asked.options) > 1 else ():
                told = f"choix « {said} » retiré de « {asked.label} » (« {form.label} »)"
                yield removal(("forms", name, "fields", field, "options", option), told)
