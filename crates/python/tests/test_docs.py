"""The examples of the documentation do what they say."""

from __future__ import annotations

import doctest
import os
import pathlib
import re
import sys
from typing import Any

import pytest
from conftest import ROOT

#: How many examples each page has at least, so that none is passed over.
PAGES = {"docs/guide/python.md": 40, "crates/python/README.md": 5, "README.md": 3}


def check(page: str, least: int, known: dict[str, Any], directory: pathlib.Path) -> None:
    """Runs the `>>>` of a page in `directory`, where the checkout's `examples` are too."""
    text = (ROOT / page).read_text(encoding="utf-8")
    # A fence ends an expected output.
    text = re.sub("^```.*$", "", text, flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, known, page, page, 0)
    assert len(test.examples) >= least
    (directory / "examples").symlink_to(ROOT / "examples")
    before = os.getcwd()
    os.chdir(directory)
    try:
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
        runner.run(test, out=sys.stdout.write)
    finally:
        os.chdir(before)
    assert runner.failures == 0


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_the_documentation(page: str, tmp_path: pathlib.Path) -> None:
    check(page, PAGES[page], {}, tmp_path)
