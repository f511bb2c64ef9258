"""From nodes to the plain texts, lists and groups that the model validates."""

import re

from forms.strict_yaml import Mapping, Node, Scalar
from forms.traps import name_trap
from workflow.definition.shape import Trapped

_MAY_BE_A_TRAP = re.compile(r"[+\-.]?[0-9]|(?i:yes|no|on|off|true|false|oui|non|\.?nan|\.?inf)")


def plain(node: Node) -> object:
    """Give the content of a node; unquoted texts that are traps elsewhere come as `Trapped`."""
    if isinstance(node, Scalar):
        return Trapped(node.text) if is_trap(node) else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


def is_trap(node: Scalar) -> bool:
    """Tell whether another reader would take this unquoted text for something else."""
    return not node.quoted and bool(_MAY_BE_A_TRAP.match(node.text)) and bool(name_trap(node.text))
