"""What a case is pinned to: the definition with its templates and lists, as one hashed text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import orjson

import notifications.sources
import pdf_templates.sources
from pdf_templates.sources import clause_source
from rules.reference_data import ReferenceData
from workflow.definition.model import Definition

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published definition, whole: nothing outside it is read while a case lives.

    `mails` and `documents` give each template's text by name. `text` is the canonical JSON,
    `digest` its hash (`sha256:…`).
    """

    definition: Definition
    mails: Mapping[str, str]
    documents: Mapping[str, str]
    reference: ReferenceData
    text: bytes
    digest: str


def pack(
    definition: Definition,
    *,
    mails: Mapping[str, str] | None = None,
    documents: Mapping[str, str] | None = None,
    reference: ReferenceData | None = None,
) -> Bundle:
    """Put a definition together with the templates and lists it will keep; the shipped ones by default."""
    mails = notifications.sources.shipped_sources() if mails is None else mails
    documents = with_clauses(
        definition, pdf_templates.sources.shipped_sources() if documents is None else documents
    )
    reference = ReferenceData.shipped() if reference is None else reference
    text = orjson.dumps(
        {
            "bundle": _FORMAT,
            "definition": canonical(definition),
            "documents": dict(sorted(documents.items())),
            "mails": dict(sorted(mails.items())),
            "reference": reference.to_json(),
        }
    )
    return Bundle(definition, mails, documents, reference, text, digest_of(text))


def with_clauses(definition: Definition, documents: Mapping[str, str]) -> Mapping[str, str]:
    """Give the templates of documents with the clauses a definition writes anew put in their places."""
    own = {clause_source(name): text for name, text in definition.clauses.items()}
    return {**documents, **own} if own else documents


def unpack(text: bytes) -> Bundle:
    """Read a bundle back from its text; the text is trusted, it was judged when it was packed."""
    tree = orjson.loads(text)
    return Bundle(
        Definition.model_validate(tree["definition"]),
        tree["mails"],
        tree["documents"],
        _edition(orjson.dumps(tree["reference"])),
        text,
        digest_of(text),
    )


@lru_cache(maxsize=8)
def _edition(text: bytes) -> ReferenceData:
    """Rebuild an edition of the lists; the definitions of a year share one."""
    return ReferenceData.from_json(orjson.loads(text))


def canonical(definition: Definition) -> dict[str, object]:
    """Give a definition as plain JSON: keys of a group in the model's order, ids in the author's.

    Literals are in their one spelling and defaults are written out, so that two files that say the
    same give the same text, and a later version with other defaults changes nothing published. The
    order of ids is kept: it says in which order acts are tried and fields are shown.
    """
    return definition.model_dump(mode="json", by_alias=True, exclude_none=True)


def digest_of(text: bytes) -> str:
    """Give the hash of a text, with the name of the algorithm."""
    return f"sha256:{sha256(text).hexdigest()}"
