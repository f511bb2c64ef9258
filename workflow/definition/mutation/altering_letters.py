"""Letters altered: mails and documents that no longer leave, forms that are read too early."""

from collections.abc import Iterator

from workflow.definition.machine_model import Effects
from workflow.definition.mutation.alteration import Alteration, removal, replacement
from workflow.definition.mutation.naming import say_role
from workflow.definition.mutation.sites import act_sites, machine_sites
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path

_READERS = ("inside", "announced", "everyone")


def drop_mail(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each mail of each act, creation and cancellation."""
    for path, effects, said in _leaving(resolved):
        for name, role in effects.mails.items():
            told = f"courriel « {name} » à {say_role(resolved.definition, role)} retiré de {said}"
            yield removal((*path, "mails", name), told)


def redirect_mail(resolved: Resolved) -> Iterator[Alteration]:
    """Send each mail to the first role on the other side of the house's door."""
    roles = resolved.definition.roles
    for path, effects, said in _leaving(resolved):
        for name, role in effects.mails.items():
            kind = roles[role].kind if role in roles else "outside"
            other = next((one for one, model in roles.items() if model.kind != kind), None)
            if other is not None:
                told = f"courriel « {name} » de {said} adressé à « {roles[other].label} »"
                yield replacement((*path, "mails", name), other, told)


def drop_document(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each document of each act and creation."""
    for path, effects, said in _leaving(resolved):
        for index, name in enumerate(effects.documents):
            yield removal((*path, "documents", index), f"document « {name} » retiré de {said}")


def change_readers(resolved: Resolved) -> Iterator[Alteration]:
    """Let more people read what each form gathers, and sooner."""
    for name, form in resolved.definition.forms.items():
        for word in _READERS[_READERS.index(form.visible) + 1 :]:
            told = f"formulaire « {form.label} » lisible par « {word} »"
            yield replacement(("forms", name, "visible"), word, told)


def _leaving(resolved: Resolved) -> Iterator[tuple[Path, Effects, str]]:
    """Give every place that sends or prints something, reminders apart."""
    for site in act_sites(resolved):
        yield site.path, Effects(mails=site.act.mails, documents=site.act.documents), site.said
    for path, machine in machine_sites(resolved):
        yield (*path, "created"), machine.created, f"la création de « {machine.label} »"
        yield (*path, "cancelled"), machine.cancelled, f"l'annulation de « {machine.label} »"
