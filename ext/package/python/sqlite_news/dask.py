"""Dask: the articles of a DataFrame, read partition by partition.

from sqlite_news import dask
quotes = dask.analyze(articles, "quotes", text="body", published="date")
"""

from __future__ import annotations

import dask.dataframe as dd
import pandas as pd

from .frames import Reader, kind

_PANDAS = {int: "Int64", float: "float64", str: "string"}


def analyze(
    df: dd.DataFrame, table: str = "quotes", text: str = "body", published: str | None = None
) -> dd.DataFrame:
    """One row for each quote (entity, figure …), the articles' index in front."""
    types = {column: _PANDAS[kind(column)] for column in Reader((table,)).columns[table]}

    def task(part: pd.DataFrame) -> pd.DataFrame:
        reader = Reader((table,))
        dates = part[published] if published else [None] * len(part)
        found = [
            (key, row)
            for key, body, date in zip(part.index, part[text], dates)
            for row in reader.rows(table, body, date)
        ]
        index = pd.Index([key for key, _ in found], dtype=part.index.dtype, name=part.index.name)
        return pd.DataFrame([row for _, row in found], columns=list(types), index=index).astype(types)

    meta = pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in types.items()})
    return df.map_partitions(task, meta=meta)
