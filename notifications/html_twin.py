"""The blocks of a mail as HTML: the same words, with headings, lists and tables a screen reader can walk.

No link, no image, no script, no outside resource: everything is text, escaped.
"""

from html import escape

from notifications.guarding import BREAK, CLOSE, OPEN
from notifications.marks import Block, fact

_BODY = "margin:0 auto;padding:1em;max-width:42em;font-family:sans-serif;line-height:1.5"
_LABEL = "text-align:left;vertical-align:top;padding-right:1em"


def write_html(blocks: tuple[Block, ...], *, subject: str) -> str:
    """Lay blocks out as one HTML document; its title and first heading are the subject."""
    title = escape(subject, quote=False)
    parts = "\n".join(_block(block) for block in blocks)
    return (
        '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n"
        f'<body style="{_BODY}">\n<main>\n<h1>{title}</h1>\n{parts}\n</main>\n</body>\n</html>\n'
    )


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"<h2>{_inline(block.lines[0])}</h2>"
        case "item":
            return "<ul>\n" + "\n".join(f"<li>{_inline(line)}</li>" for line in block.lines) + "\n</ul>"
        case "fact":
            return "<table>\n" + "\n".join(_row(line) for line in block.lines) + "\n</table>"
        case "quotation":
            return f"<blockquote>{_lines(block.lines)}</blockquote>"
        case "kept":
            return f"<address>{_lines(block.lines)}</address>"
        case "paragraph":
            return "\n".join(f"<p>{_inline(line)}</p>" for line in block.lines)


def _row(line: str) -> str:
    label, value = fact(line)
    return f'<tr><th scope="row" style="{_LABEL}">{_inline(label)}</th><td>{_inline(value)}</td></tr>'


def _inline(text: str) -> str:
    return _escaped(text.replace(BREAK, " "))


def _lines(lines: tuple[str, ...]) -> str:
    return "<br>\n".join(_escaped(part) for line in lines for part in line.split(BREAK))


def _escaped(text: str) -> str:
    return escape(text.replace(OPEN, "").replace(CLOSE, ""), quote=False)
