"""The tutorial, written from the stories of the demonstration. `python -m tests.commands.tutorial_page`."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from commands.demo_story import FOLDER, Player, Scene, Story, cast, stories
from workflow.definition.catalogue import load

PAGE = Path(__file__).parents[2] / "docs/tutorial.md"
HOME = "jalon"
CLOSED = "ends with"
_WIDTH = 110
HEAD = """\
# Thirteen applications, by hand

`script/demo` plays these stories by itself. Here they are, command by command, on an instance of your own:
type them in order, in the folder of the project, and look around between two (`jalon case show`, `jalon case
why` and `jalon history show` are made for that). The cooperations are real and published, or said to be
examples; the amounts are examples. Every act is dated as if on its own day, which only an instance
marked *demo* allows.

Written from the stories by `python -m tests.commands.tutorial_page`; a test types every line of it.

## An instance and its people

Founding publishes the shipped calls and writes each publication in the register. Whoever keeps the register
then makes people known (functions, never names) and gives each a role over a scope: one's own applications,
a region, a country, or everything.

"""
TALES = {
    "01": (
        "The whole path. The two embassies and the prefecture answer, the committee grants what "
        "the rates allow, both sides sign. Try `--set amount=75000.01` at the decision: one cent "
        "over the cap is refused. Later an amendment moves money between lines, and the final report "
        "settles the grant on what was really spent."
    ),
    "02": (
        "Neither embassy answers. Their delay runs out, which is written down as such and holds "
        "nothing up; the committee puts the application on the waiting list."
    ),
    "03": (
        "A missing deliberation is asked for while the opinions run: only the part named is "
        "reopened, the clock of implicit refusal stands still meanwhile, and the embassy's "
        "silence ends the wait."
    ),
    "04": (
        "One opinion is unfavourable and the committee follows it. The applicant learns of it "
        "from the letter only."
    ),
    "05": (
        "Germany is not eligible to development aid: the rate is lower, and filing is refused "
        "with the computation and what would satisfy the rule. The draft stays; mend it and file "
        "again."
    ),
    "06": "An association files for nine authorities; every authority has to have declared its aid.",
    "07": (
        "Two applicants: the French one signs, the Palestinian one cosigns and files. Three "
        "opinions, then one decision with both votes; had they differed, only adjourning would "
        "have been possible."
    ),
    "08": "The two sides disagree: the application is adjourned.",
    "09": (
        "The applicant withdraws while the embassy is still thinking: the opinion that was "
        "awaited is cancelled in the same transaction, and whoever was asked is told."
    ),
    "10": (
        "Retained under reserve: nothing is final until the joint body of the country agrees. "
        "When it does, the application moves on by itself."
    ),
    "11": (
        "The documents asked for never come. The delay ends; it moves nothing by itself, and the "
        "service declares the file inadmissible with a coded reason."
    ),
    "12": "A draft, saved and not filed. Its answers stay outside the history until then.",
    "13": "One opinion of two has come. A reminder has left; the delay is not over.",
}
TAIL = """\
## Where they all stand

```console
$ jalon case list --as instruction
$ jalon check
```

`jalon outbox deliver` once more prints and sends what the other stories wrote. Then spoil something (a byte
of a PDF, a row of the base) and ask `jalon check` again.
"""


def page() -> str:
    """Write the whole page."""
    keeper, players = cast()
    counters: dict[str, int] = {}
    told = [_story(number, story, counters) for number, story in enumerate(stories(), 1)]
    people = _console(_settling(keeper, players))
    return f"{HEAD}{people}\n{''.join(told)}{TAIL}"


def ending(story: Story) -> str:
    """Give the label of the state in which a story ends."""
    definition = load(story.call).definition
    (machine,) = [one for one in definition.machines.values() if one.serves == "application"]
    return machine.states[story.ends].label


def _settling(keeper: Player, players: tuple[Player, ...]) -> Iterator[str]:
    yield f'export JALON_HOME={HOME} PATH="$PWD/.venv/bin:$PATH"'
    named = ("--keeper-name", keeper.name, "--keeper-email", keeper.email)
    yield _line("init", "--demo", "--name", "Tutoriel", "--keeper", keeper.person, *named)
    yield f"export JALON_AS={keeper.person}"
    for one in players:
        yield _line("person", "add", one.person, "--name", one.name, "--email", one.email)
        for held in one.rights:
            value = ("--value", held.value) if held.value else ()
            scope = ("--scope", held.scope, *value) if held.scope != "all" else ()
            yield _line("right", "grant", one.person, held.role, *scope)


def _story(number: int, story: Story, counters: dict[str, int]) -> str:
    prefix = load(story.call).definition.ref or ""
    counters[prefix] = counters.get(prefix, 0) + 1
    ref = f"{prefix}-{counters[prefix]:04d}"
    lines = _console(_scene(scene, story, ref) for scene in story.scenes)
    sent = (
        f"\nWhat it wrote is printed and sent:\n\n{_console(['jalon outbox deliver'])}" if number == 1 else ""
    )
    tale = fill(f"« {story.title} ». {TALES[f'{number:02d}']}", _WIDTH)
    stands = f"{ref} now stands at « {ending(story)} »."
    return f"## {number}. {story.lead}: `{story.call}`\n\n{tale}\n\n{lines}{sent}\n{stands}\n\n"


def _scene(scene: Scene, story: Story, ref: str) -> str:
    at = f"{scene.on:%Y-%m-%d %H:%M}"
    dated = ("--at", at) if scene.kind == "clock" else ("--as", scene.who, "--at", at)
    target = f"{ref}/{scene.of}" if scene.of else ref
    given = [word for name, text in scene.given.items() for word in ("--set", f"{name}={text}")]
    for name, taken in scene.budgets.items():
        given += ["--set-file", f"{name}={FOLDER}/budgets/{taken}"]
    reason = ("--reason", scene.reason) if scene.reason else ()
    accepted = [word for name, text in scene.accepted.items() for word in ("--accept", f"{name}={text}")]
    file = ("--from", f"{FOLDER}/applications/{scene.what}")
    words: tuple[str, ...]
    match scene.kind:
        case "create":
            words = ("case", "create", story.call, *file, *given)
        case "amend":
            words = ("case", "amend", target, *file)
        case "open":
            words = ("case", "open", target, scene.what, *given)
        case "clock":
            words = ("clock", "tick")
        case "do":
            words = ("case", "advance", target, scene.what, *given, *reason, *accepted)
    return _line(*words, *dated) + (f"  # {CLOSED} 1" if scene.refused_by else "")


def _line(*words: str) -> str:
    return " ".join(("jalon", *(_quoted(word) for word in words)))


def _quoted(word: str) -> str:
    """Quote a word for the shell, with double quotes where an apostrophe stands and nothing else bites."""
    plain = "'" in word and not set(word) & set('"$`\\!')
    return f'"{word}"' if plain else shlex.quote(word)


def _console(lines: Iterator[str] | list[str]) -> str:
    return "```console\n" + "".join(f"$ {line}\n" for line in lines) + "```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
