"""Where a database keeps its articles: told in the configuration, an archive's content, or a good guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

TEXTS = ("body", "text", "content", "article", "story")
DATES = ("published", "published_at", "date", "pubdate", "created", "created_at")
TITLES = ("title", "headline", "name")


@dataclass(frozen=True)
class Source:
    database: str
    table: str
    text: str
    published: str | None = None
    title: str | None = None
    archive: str | None = None


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first(known: tuple[str, ...], columns: list[str]) -> str | None:
    lower = {column.lower(): column for column in columns}
    return next((lower[name] for name in known if name in lower), None)


def _arguments(sql: str) -> dict[str, str]:
    """content=articles, text=body … of CREATE VIRTUAL TABLE … USING news(…)."""
    inside = re.search(r"\busing\s+news\s*\((.*)\)", sql, re.IGNORECASE | re.DOTALL)
    parts = inside[1].split(",") if inside else []
    pairs = (part.split("=", 1) for part in parts if "=" in part)
    return {key.strip().lower(): value.strip().strip("'\"`[]") for key, value in pairs}


async def find(datasette: Any, database: str) -> Source | None:
    db = datasette.get_database(database)
    told: dict[str, str] = datasette.plugin_config("sqlite-news", database=database) or {}
    schema = {
        row["name"]: row["sql"] or ""
        for row in (await db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).rows
    }
    archive = next((name for name, sql in schema.items() if _arguments(sql).get("content")), None)
    if archive:
        told = {**_arguments(schema[archive]), **told}
        told.setdefault("table", told["content"])
    tables = [told["table"]] if told.get("table") in schema else list(schema)
    for table in tables:
        if archive and table != told.get("table") or table.startswith("sqlite_"):
            continue
        columns = await db.table_columns(table)
        text = told.get("text") or _first(TEXTS, columns)
        if text is not None and text in columns:
            return Source(
                database,
                table,
                text,
                told.get("published") or _first(DATES, columns),
                told.get("title") or _first(TITLES, columns),
                archive,
            )
    return None
