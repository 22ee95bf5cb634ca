"""PySpark: the articles of a DataFrame, read on every worker. No shuffle: each task reads the articles it holds.

    from sqlite_news import spark
    found = spark.analyze(articles, text="body", published="date")
    found["quotes"].groupBy("speaker").count().show()

The wheel has to be installed where the workers run, for the Python that they use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, functions
from pyspark.sql.types import ArrayType, DoubleType, LongType, StringType, StructField, StructType

from .frames import TABLES, Reader, kind

_SPARK = {int: LongType(), float: DoubleType(), str: StringType()}
_ARROW = {int: pa.int64(), float: pa.float64(), str: pa.string()}


def read(
    df: DataFrame, text: str = "body", published: str | None = None, tables: tuple[str, ...] = TABLES
) -> DataFrame:
    """The articles with an array of rows for each table, and without their text: each article is read once.
    Keep this one (write it, or cache it), and take the tables from it with rows()."""
    columns = Reader(tables).columns
    kept = [field for field in df.schema.fields if field.name != text]
    found = [
        StructField(table, ArrayType(StructType([StructField(c, _SPARK[kind(c)]) for c in columns[table]])))
        for table in tables
    ]
    types = {t: pa.list_(pa.struct([(c, _ARROW[kind(c)]) for c in columns[t]])) for t in tables}

    def task(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        reader = Reader(tables)
        for batch in batches:
            texts = batch.column(text).to_pylist()
            dates = batch.column(published).to_pylist() if published else [None] * len(texts)
            rows: dict[str, list[Any]] = {table: [] for table in tables}
            for body, date in zip(texts, dates):
                for table in tables:
                    rows[table].append(reader.rows(table, body, date))
            arrays = [batch.column(field.name) for field in kept]
            arrays += [pa.array(rows[table], types[table]) for table in tables]
            yield pa.RecordBatch.from_arrays(arrays, names=[f.name for f in kept] + list(tables))

    return df.mapInArrow(task, StructType(kept + found))


def rows(articles: DataFrame, table: str) -> DataFrame:
    """One row for each quote (entity, figure …) of what read() gave, the articles' own columns in front. Those whose
    name a column of the table has too get `article_` before it."""
    own = [field.name for field in articles.schema.fields if not _is_table(field)]
    struct = articles.schema[table].dataType.elementType
    clash = set(struct.fieldNames())
    front = [functions.col(name).alias(f"article_{name}" if name in clash else name) for name in own]
    exploded = articles.select(*front, functions.explode(table).alias("_row"))
    return exploded.select(*[c for c in exploded.columns if c != "_row"], "_row.*")


def _is_table(field: StructField) -> bool:
    """read() made it: an array of rows, which all end with `why`."""
    element = field.dataType.elementType if isinstance(field.dataType, ArrayType) else None
    return isinstance(element, StructType) and "why" in element.fieldNames()


def analyze(
    df: DataFrame, text: str = "body", published: str | None = None, tables: tuple[str, ...] = TABLES
) -> dict[str, DataFrame]:
    """A DataFrame for each table. Spark computes each of them anew, and so reads the articles once for each: where that
    counts, keep what read() gives, and use rows()."""
    articles = read(df, text, published, tables)
    return {table: rows(articles, table) for table in tables}
