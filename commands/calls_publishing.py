"""`jalon calls publish`, `approve`, `withdraw`: one person puts a version forward, another decides."""

import click

from commands.definitions import named
from commands.french import Command
from commands.settings import Settings, in_person
from commands.versions_shown import proposal_lines

_code_argument = click.argument("code", metavar="APPEL", help="Code de l'appel.")


@click.command("publish", cls=Command)
@click.argument("names", metavar="APPEL|FICHIER…", nargs=-1, required=True, help="Ce qui est à proposer.")
@in_person
def publish_command(settings: Settings, *, names: tuple[str, ...]) -> None:
    """Proposer des appels à la publication ; une autre personne les approuve.

    Ce que la vérification refuse ne peut être proposé. Rien ne suit cette version avant son approbation.
    """
    from commands.instance import opened, require_known  # noqa: PLC0415 -- slow import
    from workflow.definition.judged import judge_to_publish  # noqa: PLC0415 -- slow import
    from workflow.publishing import propose  # noqa: PLC0415 -- slow import
    from workflow.staffing import lacks  # noqa: PLC0415 -- slow import
    from workflow.versions import PENDING  # noqa: PLC0415 -- slow import

    judged = [judge_to_publish(named(name)) for name in names]
    with opened(settings) as house:
        for bundle, judgement in judged:
            with house.act(settings.actor(), at=settings.at) as act:
                require_known(act)
                proposed = propose(act, bundle, judgement)
            version = proposed.version
            verb = "proposé" if version.status == PENDING else "publié"
            again = "" if proposed.fresh else "déjà "
            click.echo(f"{again}{verb} : {version.code} {version.digest}")
            if version.status == PENDING:
                with house.look(settings.actor(), at=settings.at) as look:
                    for lack in lacks(look, bundle):
                        click.echo(f"  avertissement : {lack}.", err=True)
                click.echo(f"  à approuver par une autre personne : jalon calls approve {version.code}")


@click.command("approve", cls=Command)
@_code_argument
@click.option(
    "--digest",
    metavar="EMPREINTE",
    help="Le texte approuvé, tel que cette commande le donne sans cette option.",
)
@in_person
def approve_command(settings: Settings, *, code: str, digest: str | None) -> None:
    """Relire ce qui est proposé pour un appel ; puis, avec --digest, l'approuver.

    Les nouvelles demandes suivront cette version ; celles en cours gardent la leur. Qui propose n'approuve
    pas.
    """
    from commands.instance import acting, looking  # noqa: PLC0415 -- slow import
    from workflow.publishing import approve  # noqa: PLC0415 -- slow import

    if digest is None:
        with looking(settings) as look:
            lines = list(proposal_lines(look, code))
        click.echo("\n".join(lines))
        return
    with acting(settings) as act:
        version = approve(act, code=code, digest=_named_digest(digest))
    click.echo(f"publié : {version.code} n° {version.number} {version.digest}")


@click.command(cls=Command)
@_code_argument
@click.option("--reason", metavar="MOTIF", help="Pourquoi elle est retirée.")
@in_person
def withdraw_command(settings: Settings, *, code: str, reason: str | None) -> None:
    """Retirer la proposition qui attend pour un appel ; son numéro ne resservira pas."""
    from commands.instance import acting  # noqa: PLC0415 -- slow import
    from workflow.publishing import retract  # noqa: PLC0415 -- slow import

    with acting(settings) as act:
        version = retract(act, code=code, reason=reason)
    click.echo(f"retiré : {version.code} n° {version.number} {version.digest}")


def _named_digest(digest: str) -> str:
    from workflow.versions import SHORT, is_digest  # noqa: PLC0415 -- slow import

    if not is_digest(digest):
        raise click.UsageError(
            f"--digest : « {digest} » n'est pas une empreinte ; donnez-en {SHORT} signes au moins.",
            click.get_current_context(),
        )
    return digest


COMMANDS = (publish_command, approve_command, withdraw_command)
