"""Why a document was not produced."""

from forms.errors import Refused


class Unprintable(Refused):
    """A document cannot be produced from this letter; nothing was issued.

    The earlier document, if there is one, stays untouched. `code` is one of `pdf_templates.codes`.
    """

    default_code = "DOC-100"
    default_who = "le service instructeur"


ADMINISTRATOR = "l'administrateur de l'appel à projets"
"""Who mends a template."""
