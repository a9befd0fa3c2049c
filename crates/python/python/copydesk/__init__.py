"""copydesk reads news text and emits a structured fact sheet: who is named, who said what, how many were killed or
injured, when, and what is claimed or denied, and by whom.

>>> import copydesk
>>> extractor = copydesk.Extractor()
>>> text = "At least 145 people were injured in Moscow on Saturday, Russian President Vladimir Putin said."
>>> sheet = extractor.extract(text, published="2024-03-27")
>>> sheet.quantities[0].effect, sheet.quantities[0].amount.low, sheet.times[0].value
('injured', 145.0, '2024-03-23')
>>> sheet.entity(sheet.quotes[0].speaker).name
'Vladimir Putin'
>>> text[sheet.times[0].span.slice]
'Saturday'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._dossier import Dossier, Report, dossier
from ._errors import ConfigError, DataError, Error, LoadError
from ._extractor import Entry, Extractor
from ._native import LAYOUT, SCHEMA, Gazetteer, __version__
from ._native import arrow_json as _arrow_json
from ._native import arrow_schema as _arrow_schema
from ._records import (
    Actor,
    Amount,
    Claim,
    Entity,
    Event,
    Language,
    Mention,
    Party,
    Quantity,
    Quote,
    Relation,
    Sentence,
    Span,
    Timex,
    Warning,
    Zone,
)
from ._sheet import FactSheet, Offsets

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "LAYOUT",
    "SCHEMA",
    "Actor",
    "Amount",
    "Claim",
    "ConfigError",
    "DataError",
    "Dossier",
    "Entity",
    "Entry",
    "Error",
    "Event",
    "Extractor",
    "FactSheet",
    "Gazetteer",
    "Language",
    "LoadError",
    "Mention",
    "Offsets",
    "Party",
    "Quantity",
    "Quote",
    "Relation",
    "Report",
    "Sentence",
    "Span",
    "Timex",
    "Warning",
    "Zone",
    "__version__",
    "arrow_schema",
    "arrow_to_json",
    "dossier",
]


def arrow_schema(offsets: Offsets = "code_points") -> pa.Schema:
    """The columns that `Extractor.extract_arrow` adds: the fields of a sheet behind an `error`."""
    return _arrow_schema(offsets)


def arrow_to_json(data: Any) -> list[str | None]:
    """The sheets of a batch or table as JSON, byte for byte what `FactSheet.to_json` gives; None for a row with an
    error. With its text, `FactSheet.from_json` makes typed objects of it."""
    return _arrow_json(data)
