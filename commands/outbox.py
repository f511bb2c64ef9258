"""`jalon outbox`: what is to leave the house, and letting it leave."""

from collections.abc import Iterator

import click

from commands.errors import REFUSED, TRY_AGAIN
from commands.french import Group
from commands.instance import looking, opened
from commands.printing import paris_day, print_json, print_table
from commands.settings import Settings, at_home, in_person, json_option
from commands.values import Among
from notifications.transport import open_transport
from pdf_templates.child import Press
from workflow.deliveries import Delivered, deliver
from workflow.departures import departures, still_waiting
from workflow.effects import DOCUMENT, DONE, MAIL, PARKED, PENDING
from workflow.house import CLOCK, House

_KINDS = {MAIL: "courriel", DOCUMENT: "document"}
_STATUSES = {DONE: "fait", PENDING: "en attente", PARKED: "à traiter"}


@click.group("outbox", cls=Group)
def command() -> None:
    """Voir et effectuer les envois en attente."""


@command.command()
@click.option("--status", type=Among(tuple(_STATUSES)), help="Les seuls envois dans cette situation.")
@json_option
@in_person
def list_command(settings: Settings, *, status: str | None, as_json: bool) -> None:
    """Lister les envois des dossiers que vous suivez."""
    with looking(settings) as act:
        found = list(departures(act, status=status))
    if as_json:
        print_json([one.tree() for one in found])
        return
    rows = [
        (
            one.ref,
            _KINDS[one.kind],
            one.name,
            _STATUSES[one.status],
            paris_day(one.written_at),
            one.problem or one.address,
        )
        for one in found
    ]
    print_table(("référence", "nature", "nom", "situation", "écrit le", "destinataire ou problème"), rows)


@command.command("deliver")
@at_home
@click.pass_context
def deliver_command(ctx: click.Context, settings: Settings) -> None:
    """Imprimer les documents et envoyer les courriels qui attendent.

    Les courriels partent par le relais de JALON_SMTP_URL ; sans lui, chacun est un fichier dans le
    dossier de l'instance. Recommencer est sans danger. Statut 6 si des envois sont remis à plus tard,
    1 si l'un d'eux ne pourra se faire sans qu'on s'en occupe.
    """
    with opened(settings) as house:
        done = list(told(deliveries(house, settings)))
        with house.look(CLOCK) as look:
            waiting = still_waiting(look)
    later = sum(one.status == PENDING for one in done)
    parked = sum(one.status == PARKED for one in done)
    click.echo(f"Faits : {len(done) - later - parked} ; en attente : {waiting} ; à traiter : {parked}.")
    if parked or later:
        ctx.exit(REFUSED if parked else TRY_AGAIN)


def deliveries(house: House, settings: Settings) -> Iterator[Delivered]:
    """Perform what waits in the outbox, with the press and the transport of the settings."""
    transport = open_transport(settings.relay_url, folder=house.mails)
    try:
        with Press() as press:
            yield from deliver(house, transport=transport, press=press, sender=settings.sender)
    finally:
        transport.close()


def told(done: Iterator[Delivered]) -> Iterator[Delivered]:
    """Print each row as it is settled."""
    for one in done:
        click.echo(f"{one.case_ref} : {_KINDS[one.kind]} {one.name}, {_STATUSES[one.status]} ({one.detail})")
        yield one
