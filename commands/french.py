"""Help and usage errors in French: what click says in English, said again in our words."""

from collections.abc import Sequence

import click

_HELP = "Afficher cette aide, puis finir."
_SECTIONS = {"arguments": "Arguments\u00a0", "options": "Options\u00a0", "commands": "Commandes\u00a0"}


class RequiredOption(click.Option):
    """An option that must be given, and says so in French."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take what click takes."""
        super().__init__(*args, **kwargs, required=True)  # type: ignore[arg-type]  # handed on as it came

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        found = super().get_help_record(ctx)
        return (found[0], found[1].replace("[required]", "[obligatoire]")) if found else None


class Command(click.Command):
    """A command whose help is in French throughout."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take what click takes; say « [OPTIONS] » in our own way."""
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as it came

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_arguments(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return with_french_help(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if type(error) is not click.UsageError:
                raise
            raise click.UsageError("La commande a reçu plus d'arguments qu'elle n'en prend.", ctx) from None


class Group(click.Group):
    """A group whose help, and whose subcommands' help, is in French."""

    command_class = Command

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take what click takes; name the place of the subcommand in French."""
        kwargs.setdefault("subcommand_metavar", "COMMANDE [ARGUMENTS]…")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as it came

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Give the commands in the order in which they are written down."""
        return list(self.commands)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = self.described_commands(ctx)
        if rows:
            with formatter.section(_SECTIONS["commands"]):
                formatter.write_dl(rows)

    def described_commands(self, ctx: click.Context) -> Sequence[tuple[str, str]]:
        """Give each command with its one line of help."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, one.get_short_help_str(limit=90)) for name, one in found if one is not None]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return with_french_help(super().get_help_option(ctx))


def with_french_help(option: click.Option | None) -> click.Option | None:
    """Say in French what `--help` does."""
    if option is not None:
        option.help = _HELP
    return option


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the usage line."""
    formatter.write_usage(
        ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="Usage\u00a0: "
    )


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options, each with its help."""
    params = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    _write_section("options", [param.get_help_record(ctx) for param in params], formatter)


def write_arguments(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the arguments that have something to say."""
    params = [param for param in command.get_params(ctx) if isinstance(param, click.Argument) and param.help]
    _write_section("arguments", [param.get_help_record(ctx) for param in params], formatter)


def _write_section(
    name: str, records: Sequence[tuple[str, str] | None], formatter: click.HelpFormatter
) -> None:
    rows = [record for record in records if record is not None]
    if rows:
        with formatter.section(_SECTIONS[name]):
            formatter.write_dl(rows)


def explain_usage(error: click.UsageError) -> str:
    """Say in French what is wrong with the way a command was called."""
    match error:
        case click.MissingParameter():
            return f"Il manque {_named(error.param)}."
        case click.NoSuchOption():
            return f"L'option « {error.option_name} » n'existe pas.{_meant(error.possibilities)}"
        case click.NoSuchCommand():
            return f"La commande « {error.command_name} » n'existe pas.{_meant(error.possibilities)}"
        case click.BadParameter():
            return f"{_named(error.param).capitalize()} : {error.message}"
        case click.BadOptionUsage():
            return (
                f"L'option « {error.option_name} » est mal employée : une valeur y manque ou y est de trop."
            )
        case _:
            return error.message


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return "une valeur"
    if isinstance(param, click.Option):
        return f"l'option {param.opts[-1]}"
    return f"l'argument {param.human_readable_name}"


def _meant(possibilities: Sequence[str] | None) -> str:
    listed = " ou ".join(f"« {one} »" for one in possibilities or ())
    return f" Vouliez-vous {listed} ?" if listed else ""
