"""The SQL behind the pages. Without an archive, the table-valued functions read the latest LIVE articles."""

from __future__ import annotations

from .source import Source, quoted

LIVE = 200


def _column(name: str | None, missing: str = "NULL") -> str:
    return f"a.{quoted(name)}" if name else missing


def _order(source: Source) -> str:
    return f"{_column(source.published, 'a.rowid')} DESC, a.rowid DESC"


def _articles(source: Source, limit: int | None = None) -> str:
    """article, title, published, text."""
    some = f" ORDER BY {_order(source)} LIMIT {limit}" if limit else ""
    return (
        f"(SELECT a.rowid AS article, {_column(source.title)} AS title, {_column(source.published)} AS published, "
        f"{_column(source.text)} AS text FROM {quoted(source.table)} a{some})"
    )


def _results(source: Source, what: str) -> str:
    """The rows of a result table with title (headline) and date (told) of their article."""
    if source.archive:
        return (
            f"(SELECT r.*, t.title AS headline, t.published AS told FROM {quoted(f'{source.archive}_{what}')} r "
            f"JOIN {_articles(source)} t USING (article))"
        )
    return (
        f"(SELECT t.article, t.title AS headline, t.published AS told, r.* "
        f"FROM {_articles(source, LIVE)} t, news_{what}(t.text, t.published) r)"
    )


def _said(source: Source) -> str:
    """Each statement once, with `who`: in an archive the one name of the speaker across articles."""
    who, names = "q.speaker", ""
    if source.archive:
        who = "coalesce(n.name, q.speaker)"
        names = f" LEFT JOIN {quoted(source.archive + '_names')} n USING (name_id)"
    return f"(SELECT {who} AS who, q.* FROM {_results(source, 'quotes')} q{names} WHERE q.part_of IS NULL)"


def articles(source: Source) -> str:
    return (
        f"SELECT article, title, published, substr(text, 1, 160) AS beginning FROM {_articles(source, 100)}"
    )


def article(source: Source) -> str:
    return (
        "SELECT article, title, published, news_html(text, published) AS html "
        f"FROM {_articles(source)} WHERE article = :id"
    )


def speakers(source: Source) -> str:
    return f"""
SELECT who AS speaker, max(role) AS role, sum(kind <> 'indirect') AS quoted, sum(kind = 'indirect') AS reported,
       count(DISTINCT article) AS articles, max(told) AS latest
  FROM {_said(source)}
 WHERE who IS NOT NULL AND speaker_type IN ('person', 'organization', 'place')
 GROUP BY who ORDER BY count(*) DESC, who LIMIT 100"""


def person(source: Source) -> str:
    return f"""
SELECT article, headline, told AS published, strftime('%Y-%m', told) AS month, cue, quote, kind, role, addressee, start
  FROM {_said(source)}
 WHERE who = :name
 ORDER BY told DESC, article DESC, start LIMIT 500"""


def figures(source: Source) -> str:
    """Figures of one thing, event, unit and place for which different values are told."""
    return f"""
WITH told AS MATERIALIZED (
  SELECT article, headline, told AS published, lower(item) AS item, event, unit, place, figure, value, low, high, source
    FROM {_results(source, "figures")}
   WHERE item IS NOT NULL AND event IS NOT NULL AND value IS NOT NULL
     AND kind IN ('count', 'money', 'measure', 'percent') AND scope IS NOT 'more' AND scope IS NOT 'part'
)
SELECT * FROM told WHERE (item, event, ifnull(unit, ''), ifnull(place, '')) IN (
  SELECT item, event, ifnull(unit, ''), ifnull(place, '') FROM told GROUP BY 1, 2, 3, 4
  HAVING count(DISTINCT value) > 1 AND count(DISTINCT article) > 1 LIMIT 100)
 ORDER BY item, event, unit, place, published, value"""
