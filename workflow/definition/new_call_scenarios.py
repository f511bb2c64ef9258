"""The scenarios a new call inherits and that do not concern it, left out in writing, each with its reason."""

from collections.abc import Sequence

from workflow.definition.new_call import quoted
from workflow.definition.resolved import Resolved
from workflow.definition.scenario_reading import followed, read_scenarios, scenario_files

NO_JOINT_COUNTRY = "Cet appel ne cite aucun pays conjoint."

_HEAD = """\
# Scénarios de la famille qui ne concernent pas cet appel, chacun avec sa raison ; les autres sont joués.
jalon: 1
without:
"""


def without_object(resolved: Resolved) -> tuple[str, ...]:
    """Give the inherited scenarios that begin in a joint country, when the call has none.

    Raises `Unreadable` and `LimitExceeded` of what is read beside the definitions.
    """
    if resolved.definition.countries.joint:
        return ()
    files = tuple(read_scenarios(source) for source in scenario_files(resolved))
    return tuple(told.scenario.name for told in followed(files) if told.scenario.given.joint)


def write_without(names: Sequence[str]) -> str:
    """Write the file that leaves these scenarios out."""
    lines = (f"  - {{name: {quoted(name)}, why: {quoted(NO_JOINT_COUNTRY)}}}\n" for name in names)
    return _HEAD + "".join(lines)
