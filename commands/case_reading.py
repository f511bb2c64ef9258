"""Reading cases: the list, the sheet of one, and why it stands where it does."""

import click

from commands.basis import basis_tree, print_basis
from commands.french import Command
from commands.instance import looking
from commands.printing import counted, paris_day, print_json, print_table
from commands.settings import Settings, in_person, json_option
from commands.ways import print_ways, ways_tree
from workflow.basis import corrected_by, shaken_opinions
from workflow.cases import list_cases
from workflow.explaining import ways_out
from workflow.sheet import sheet_of
from workflow.viewpoint import look_at


@click.command(cls=Command)
@click.option("--call", metavar="APPEL", help="Les seuls dossiers de cet appel.")
@click.option("--state", metavar="ÉTAT", help="Les seuls dossiers dans cet état, tel qu'il est affiché.")
@click.option("--children", is_flag=True, help="Montrer aussi les dossiers rattachés : avis, compléments.")
@json_option
@in_person
def list_command(
    settings: Settings, *, call: str | None, state: str | None, children: bool, as_json: bool
) -> None:
    """Lister les dossiers que vous pouvez voir."""
    with looking(settings) as act:
        lines = list(list_cases(act, call=call, state=state, children=children))
    if as_json:
        print_json([line.tree() for line in lines])
        return
    rows = [(one.ref, one.call, one.state, paris_day(one.since), one.next_actor, one.title) for one in lines]
    print_table(("référence", "appel", "état", "depuis le", "la suite revient à", "titre"), rows)
    click.echo(counted(len(lines), "dossier"), err=True)


@click.command(cls=Command)
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@json_option
@in_person
def show_command(settings: Settings, *, ref: str, as_json: bool) -> None:
    """Montrer un dossier : son état, ses réponses, ce qui court, ses documents."""
    from commands.sheets import print_sheet, sheet_tree  # noqa: PLC0415 -- slow import
    from workflow.issued import issued_documents  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        view = look_at(act, ref)
        sheet, documents = sheet_of(view), list(issued_documents(view))
        shaken, corrected = tuple(shaken_opinions(view)), corrected_by(view)
    if as_json:
        print_json(sheet_tree(sheet, documents) | basis_tree(shaken, corrected))
    else:
        print_sheet(sheet, documents)
        print_basis(shaken, corrected)


@click.command(cls=Command)
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@json_option
@in_person
def why_command(settings: Settings, *, ref: str, as_json: bool) -> None:
    """Dire pourquoi un dossier en est là : chaque acte possible, à qui il revient, ce qui manque."""
    with looking(settings) as act:
        view = look_at(act, ref)
        line, ways = sheet_of(view).line, list(ways_out(view))
        shaken = tuple(shaken_opinions(view))
    if as_json:
        print_json(ways_tree(line, ways) | basis_tree(shaken))
    else:
        print_ways(line, ways)
        print_basis(shaken)
