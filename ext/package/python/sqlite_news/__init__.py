"""SQLite reads news: who said what, who is named, which figures, when.

import sqlite3, sqlite_news
db = sqlite3.connect("news.db")
sqlite_news.load(db)
db.execute("SELECT q.speaker, q.quote FROM articles a, news_quotes(a.body, a.published) q")
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["load", "loadable_path"]

_DISABLED = """\
this Python's sqlite3 was built without loadable extensions (as pyenv's and Apple's are).
Use the system's Python (/usr/bin/python3), or apsw, which brings its own SQLite:
    pip install apsw;  db = apsw.Connection("news.db");  sqlite_news.load(db)"""


def loadable_path() -> str:
    """The library, without its suffix: for load_extension() of any client, and for .load."""
    return str(Path(__file__).with_name("news"))


def load(connection: Any) -> None:
    """Loads the extension into a connection of sqlite3 or apsw; loading stays forbidden afterwards."""
    if not hasattr(connection, "enable_load_extension"):
        raise RuntimeError(_DISABLED)
    connection.enable_load_extension(True)
    try:
        connection.load_extension(loadable_path())
    finally:
        connection.enable_load_extension(False)
