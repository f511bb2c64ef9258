"""`jalon calls new`: a new call, from what is asked to a file that holds."""

from pathlib import Path

import click

from commands.french import Command
from commands.values import Among

_SURE = ("A", "B", "C", "D")


@click.command("new", cls=Command)
@click.argument("code", metavar="[CODE]", required=False, help="Le code de l'appel, par exemple sport-2026.")
@click.option(
    "--family", metavar="FAMILLE", help="Sa famille : généraliste, clés en main, géographique, thématique."
)
@click.option("--title", metavar="TITRE", help="Son intitulé, tel que les porteurs le lisent.")
@click.option("--about", metavar="TEXTE", help="Ce qu'il veut soutenir, en une phrase : son thème.")
@click.option("--ref", metavar="PRÉFIXE", help="Le préfixe des références (proposé d'après le code).")
@click.option("--countries", metavar="PAYS,…", help="Les seuls pays admis, par noms ou par codes.")
@click.option("--joint", metavar="PAYS,…", help="Ceux dont la partie partenaire est consultée.")
@click.option("--opens", metavar="JOUR", help="L'ouverture : 2026-04-07, ou « 2026-04-07 09:00 ».")
@click.option("--closes", metavar="JOUR", help="La clôture ; un jour seul s'entend jusqu'à 23:59.")
@click.option("--zone", metavar="FUSEAU", help="Le fuseau de ces heures (Europe/Paris par défaut).")
@click.option("--months", metavar="DURÉE", help="La durée des projets en mois : 12-36 (inconnue par défaut).")
@click.option("--envelope", metavar="MONTANT", help="L'enveloppe en euros (inconnue par défaut).")
@click.option("--source", metavar="TITRE", help="Le texte d'où viennent dates et montants.")
@click.option(
    "--sure", type=Among(_SURE), help="Ce qu'il vaut : A officiel, B relais, C voisin, D à confirmer."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    metavar="DOSSIER",
    help="Où écrire le fichier (ici par défaut).",
)
@click.option("--force", is_flag=True, help="Remplacer le fichier de ce nom.")
def command(*, code: str | None, folder: Path, force: bool, **given: str | None) -> None:
    """Écrire un nouvel appel : une vingtaine de lignes, chacune avec ce qu'elle fait.

    Dans un terminal, ce qui manque est demandé ; ailleurs, tout ce qui manque est nommé d'un coup. Seul
    s'écrit ce qui distingue l'appel de sa famille, et le fichier est vérifié aussitôt. Statut 1 si une
    réponse est impossible, ou un nom déjà pris : rien n'est alors écrit.
    """
    from commands.new_call_interview import Interview  # noqa: PLC0415 -- slow import
    from commands.questions import Questions  # noqa: PLC0415 -- slow import
    from workflow.definition.new_call import FILE_SUFFIX, write  # noqa: PLC0415 -- slow import

    asked = Questions({"CODE": code, **{f"--{name}": answer for name, answer in given.items()}})
    call = Interview(asked, folder, force=force).call()
    path, text = folder / f"{call.code}{FILE_SUFFIX}", write(call)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    beside = _leave_out(path, force=force)
    if not _judged(path, lines=text.count("\n"), beside=beside):
        click.get_current_context().exit(1)


def _leave_out(path: Path, *, force: bool) -> Path | None:
    """Write beside a new call which inherited scenarios do not concern it; give the file, if any."""
    from workflow.definition.catalogue import load_path  # noqa: PLC0415 -- slow import
    from workflow.definition.new_call_scenarios import without_object, write_without  # noqa: PLC0415 -- slow import
    from workflow.definition.scenario_reading import SUFFIX  # noqa: PLC0415 -- slow import

    beside = path.with_name(path.stem + SUFFIX)
    if beside.exists() and not force:
        return None
    beside.unlink(missing_ok=True)
    names = without_object(load_path(path))
    if not names:
        return None
    beside.write_text(write_without(names), encoding="utf-8")
    return beside


def _judged(path: Path, *, lines: int, beside: Path | None) -> bool:
    """Judge the file just written, play its scenarios, tell what is wrong, then what to do next."""
    from workflow.definition.catalogue import load_path  # noqa: PLC0415 -- slow import
    from workflow.definition.judge import examine  # noqa: PLC0415 -- slow import
    from workflow.definition.quoting import count, quote  # noqa: PLC0415 -- slow import
    from workflow.rehearsal.scenarios import judge_scenarios  # noqa: PLC0415 -- slow import

    resolved = load_path(path)
    judgement, played = examine(resolved), judge_scenarios(resolved)
    problems = (*judgement.problems, *played.problems)
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors:
        click.echo(quote(problem, {**resolved.texts, **played.texts}), err=True)
    click.echo(f"{path} écrit, {lines} lignes : {count(problems)}.")
    if beside is not None:
        click.echo(f"{beside} écrit : les scénarios de la famille sans objet ici, à relire.")
    click.echo("Et ensuite :")
    for what, line in (
        ("voir tout ce qui est en vigueur", f"show {path} --resolved"),
        ("vérifier après chaque modification", f"check {path}"),
        ("lire chaque courriel et chaque document", f"try {path}"),
        ("essayer sur des dossiers passés", f"simulate {path} --on DOSSIER"),
        ("le proposer à la publication", f"publish {path}"),
        ("le faire approuver par une autre personne", f"approve {path.stem}"),
    ):
        click.echo(f"  {what} : jalon calls {line}")
    return not errors
