"""Types of the compiled half."""

import os
from collections.abc import Callable
from typing import Any

__version__: str
SCHEMA: int
LAYOUT: int

Given = tuple[str, str | None, str | None, str | None]

class Gazetteer:
    """Names that an extractor knows. Pickles with its content."""

    @classmethod
    def from_dir(cls, path: str | os.PathLike[str]) -> Gazetteer:
        """Every `*.tsv` of a directory."""
    @classmethod
    def from_tsv(cls, name: str, text: str) -> Gazetteer:
        """One TSV text; `name` is used in messages."""
    @classmethod
    def _from_rows(cls, rows: list[dict[str, Any]]) -> Gazetteer: ...
    def __len__(self) -> int: ...

class Sheet:
    @property
    def text(self) -> str: ...
    def json(self, in_bytes: bool) -> str: ...
    def part(self, name: str, in_bytes: bool) -> str: ...
    def html(self) -> str: ...
    def summary(self) -> str: ...
    @classmethod
    def from_json(cls, text: str, json: str, counts_bytes: bool) -> Sheet: ...

class Engine:
    def __init__(self, gazetteers: list[Gazetteer], core: bool, language_pack: str | None) -> None: ...
    def extract(self, given: Given) -> Sheet: ...
    def batch(
        self, given: list[Given], progress: Callable[[int, int], object] | None, threads: int | None
    ) -> list[Sheet]: ...
    def arrow(
        self,
        data: Any,
        *,
        text: str,
        published: str | None,
        headline: str | None,
        language: str | None,
        keep: list[str],
        reference: str | None,
        offsets: str,
        threads: int | None,
    ) -> Any: ...

Document = tuple[str, Sheet, str | None, str | None, str | None]

class Dossier:
    @classmethod
    def of(cls, given: list[Document], offsets: str) -> Dossier: ...
    @classmethod
    def of_rows(
        cls, data: Any, id: str, text: str, outlet: str | None, url: str | None, offsets: str
    ) -> Dossier: ...
    @classmethod
    def from_json(cls, json: str) -> Dossier: ...
    def json(self) -> str: ...
    def summary(self) -> str: ...

def with_name_keys(batch: Any) -> Any: ...
def arrow_schema(offsets: str) -> Any: ...
def arrow_json(data: Any) -> list[str | None]: ...
