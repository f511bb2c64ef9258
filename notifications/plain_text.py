"""The blocks of a mail as plain text, 72 columns wide."""

from notifications.guarding import BREAK, one_line
from notifications.marks import Block, fact

_WIDTH = 72
_HEADING_RULE = "-"


def write_text(blocks: tuple[Block, ...]) -> str:
    """Lay blocks out as plain text, one blank line between them."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            title = one_line(block.lines[0])
            return f"{title}\n{_HEADING_RULE * len(title)}"
        case "item":
            return "\n".join(_wrapped(one_line(line), "- ", "  ") for line in block.lines)
        case "fact":
            return "\n".join(_wrapped(_fact(line), "  ", "    ") for line in block.lines)
        case "quotation":
            return "\n".join(_quoted(part) for line in block.lines for part in line.split(BREAK))
        case "kept":
            return "\n".join(one_line(line) for line in block.lines)
        case "paragraph":
            return "\n".join(_wrapped(one_line(line)) for line in block.lines)


def _fact(line: str) -> str:
    label, value = fact(line)
    return one_line(f"{label}\u00a0: {value}") if label else one_line(value)


def _quoted(part: str) -> str:
    return _wrapped(one_line(part), "> ", "> ").rstrip(" ")


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    """Break a text at spaces, never inside a word; each line begins with its indent."""
    lines: list[str] = []
    line: list[str] = []
    length = len(first)
    for word in text.split(" "):
        if line and length + len(word) > _WIDTH:
            lines.append(" ".join(line))
            line, length = [], len(others)
        line.append(word)
        length += len(word) + 1
    lines.append(" ".join(line))
    return first + f"\n{others}".join(lines)
