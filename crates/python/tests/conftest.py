"""What the tests share."""

from __future__ import annotations

import pathlib

import pytest

import copydesk

ROOT = pathlib.Path(__file__).parents[3]
SAMPLES = ROOT / "examples" / "articles"
COVERAGE = ROOT / "examples" / "coverage"

#: One to four bytes a letter, quotes of several kinds, a count, a day.
WIDE = (
    "😀 “We will rebuild Ōtsu”, Mayor Zoë Brontë told Le Café on Saturday. "
    "At least 20 people were killed in Kraków, police said. Russian President Vladimir Putin denied that Russia was to blame."
)


@pytest.fixture(scope="session")
def extractor() -> copydesk.Extractor:
    return copydesk.Extractor()


@pytest.fixture(scope="session")
def texts() -> list[str]:
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    assert len(samples) >= 5
    return [*samples, WIDE, ""]
