"""sqlite-utils: every connection that it opens can read news."""

from __future__ import annotations

import sqlite3

import sqlite_utils

import sqlite_news


@sqlite_utils.hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    sqlite_news.load(conn)
