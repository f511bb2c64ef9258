"""Filling a template from a letter, and from nothing else."""

from collections.abc import Mapping
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from forms.templates.dialect import Dialect
from forms.templates.faults import Defective, Missing, Misused, Unfilled
from forms.templates.language import Texts, language
from forms.templates.wording import fault


def fill(name: str, *, dialect: Dialect, texts: Texts, values: Mapping[str, object]) -> str:
    """Write the template `name` of these texts with values shown by `forms.templates.values`.

    Values are never read as templates. Compiled templates are kept by content. Raises `Unfilled` for
    a value the letter does not give, `Defective` for a template that is not among the texts, breaks
    the rules of its dialect or uses a value for what it is not.
    """
    names = {file for file, _ in texts}
    try:
        return language(dialect, texts).get_template(name).render(values)
    except Missing as error:
        raise Unfilled(error.path, place=_place(error.__traceback__, names)) from error
    except (TemplateError, Misused, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise Defective(f"{_told(error)} ({_place(error.__traceback__, names)})") from error


def _told(error: Exception) -> str:
    match error:
        case Misused() | UndefinedError():
            return str(error)
        case TemplateNotFound():
            return f"le modèle « {error.name} » manque"
        case TemplateSyntaxError():
            return fault(error.message)
        case RecursionError():
            return "des modèles s'appellent en rond ou s'emboîtent trop"
        case _:
            return "une valeur est comparée, écrite ou parcourue pour ce qu'elle n'est pas"


def _place(trace: TracebackType | None, names: set[str]) -> str:
    """Tell the last line of a template an error came through; templates are in traces under their name."""
    found = "modèle"
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in names:
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
