"""What the modules for clusters share: the columns of the tables with their types, and a reader for a task."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlite_news

TABLES = ("quotes", "entities", "figures")

_INTEGERS = {
    "quote_id", "entity", "negated", "sentence", "start", "length", "speaker_start", "speaker_length", "cue_start",
    "cue_length", "continues", "part_of", "mentions", "figure_id", "source_entity", "change_of", "same_as", "paragraph",
}  # fmt: skip
_REALS = {"value", "low", "high", "confidence"}


def kind(column: str) -> type:
    """int, float or str: of every table, a column of one name has one type."""
    return int if column in _INTEGERS else float if column in _REALS else str


class Reader:
    """One connection, for the articles of one task."""

    def __init__(self, tables: tuple[str, ...] = TABLES) -> None:
        self.db = sqlite3.connect(":memory:")
        sqlite_news.load(self.db)
        known = {row[0] for row in self.db.execute("SELECT name FROM pragma_module_list")}
        for table in tables:
            if f"news_{table}" not in known:
                raise ValueError(
                    f"sqlite_news: there is no table {table!r}: choose from quotes, entities, mentions, figures, dates"
                )
        self.columns = {
            table: [
                row[0]
                for row in self.db.execute(
                    "SELECT name FROM pragma_table_xinfo(?) WHERE NOT hidden", (f"news_{table}",)
                )
            ]
            for table in tables
        }

        # A text is read at once for all tables that are in use. These stand on their first of two rows, and so stay in
        # use: three tables then cost one reading, not three.
        self.in_use = [
            self.db.execute(f"SELECT 1 FROM (VALUES(1), (2)) LEFT JOIN news_{table}('')") for table in tables
        ]

    def rows(self, table: str, text: str | None, published: Any = None) -> list[dict[str, Any]]:
        """The rows of one table for one article. A second table of the same article is not read again."""
        told = None if published is None else str(published)
        columns = self.columns[table]
        found = self.db.execute(f"SELECT {', '.join(columns)} FROM news_{table}(?, ?)", (text, told))
        kinds = [kind(column) for column in columns]
        return [{c: None if v is None else k(v) for c, k, v in zip(columns, kinds, row)} for row in found]
