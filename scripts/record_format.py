"""Writes the table of entry types into docs/record-format.md again, after the vocabulary changed."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from equalweight.core.record.described import with_table  # noqa: E402
from equalweight.core.record.vocabulary import TYPES  # noqa: E402

if __name__ == "__main__":
    page = ROOT / "docs" / "record-format.md"
    page.write_text(with_table(page.read_text("utf-8"), TYPES), "utf-8")
