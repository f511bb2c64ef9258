"""What is due is told, then done, once."""

from tests.commands.shell import Shell, plain

OVER = "2025-06-25"


def test_due_tells_reminders_and_what_will_happen(shell: Shell) -> None:
    ref = shell.awaiting()

    due = shell.done("clock", "due", "--json", "--at", OVER, person="instructor").json

    child = [one for one in due if one["ref"] == f"{ref}/embassy.EC"]
    assert [(one["kind"], one["what"]) for one in child] == [
        ("remind", "Rappel : avis"),
        ("remind", "Rappel : avis"),
        ("fire", "Expiration du délai d'avis"),
    ]
    assert shell.done("clock", "due", "--json", "--at", "2025-06-15", person="instructor").json == []


def test_due_is_for_people_inside(shell: Shell) -> None:
    shell.awaiting()

    assert shell.done("clock", "due", "--json", "--at", OVER, person="aude").json == []


def test_tick_does_what_is_over_and_a_second_tick_nothing(shell: Shell) -> None:
    ref = shell.awaiting()

    first = plain(shell.done("clock", "tick", at=OVER).out).splitlines()
    second = plain(shell.done("clock", "tick", at=OVER).out).splitlines()

    assert f"{ref}/embassy.EC : Expiration du délai d'avis, échéance du 24 juin 2025" in "\n".join(first)
    assert second == ["Échéances traitées : 0."]
    assert shell.done("case", "show", ref, "--json", person="instructor").json["state"] == "En instruction"


def test_the_clock_is_told_as_such_in_the_history(shell: Shell) -> None:
    ref = shell.awaiting()
    shell.done("clock", "tick", at=OVER)

    told = shell.done("history", "show", f"{ref}/embassy.EC", "--json", person="instructor").json

    assert (told[-1]["who"], told[-1]["channel"], told[-1]["pretended"]) == ("l'horloge", "clock", True)
