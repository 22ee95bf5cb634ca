"""Datasette: every connection reads news, and /-/news shows what was found.

Pages of a database: its articles, one article with everything marked, who says what, figures that disagree, and what
one person said over time. They read an archive (CREATE VIRTUAL TABLE … USING news) where there is one, and else analyse the
latest articles at every view.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from datasette import Forbidden, NotFound, Response, hookimpl
from markupsafe import Markup

import sqlite_news

from . import queries
from .source import Source, find

STATIC = "/-/static-plugins/sqlite-news"


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    sqlite_news.load(conn)


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    return [{"href": datasette.urls.path("/-/news"), "label": "News"}]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    database = r"^/-/news/(?P<database>[^/]+)"
    return [
        (r"^/-/news$", index),
        (database + "$", articles),
        (database + r"/article/(?P<id>-?\d+)$", article),
        (database + "/speakers$", speakers),
        (database + "/person$", person),
        (database + "/figures$", figures),
    ]


# ---- what all pages share ----


async def allowed(datasette: Any, request: Any, database: str, table: str) -> bool:
    """May this visitor see the articles? The results show no more than they do."""
    if not hasattr(datasette, "ensure_permissions"):  # Datasette 1.0a20 and newer
        from datasette.resources import TableResource

        resource = TableResource(database=database, table=table)
        return bool(await datasette.allowed(action="view-table", resource=resource, actor=request.actor))
    try:
        await datasette.ensure_permissions(
            request.actor,
            [("view-table", (database, table)), ("view-database", database), "view-instance"],
        )
    except Forbidden:
        return False
    return True


async def source_of(datasette: Any, request: Any) -> Source:
    name = request.url_vars["database"]
    if name not in datasette.databases:
        raise NotFound(f"no database {name}")
    source = await find(datasette, name)
    if source is None:
        raise NotFound(f"no table of articles in {name}: name one in the configuration")
    if not await allowed(datasette, request, name, source.table):
        raise Forbidden("view-table")
    return source


async def rows(datasette: Any, source: Source, sql: str, **values: Any) -> list[dict[str, Any]]:
    found = await datasette.get_database(source.database).execute(sql, values, custom_time_limit=10_000)
    return [dict(row) for row in found.rows]


async def page(datasette: Any, request: Any, template: str, source: Source, **context: Any) -> Response:
    context.update(
        source=source,
        base=datasette.urls.path(f"/-/news/{source.database}"),
        # Not `static`: a function of that name is what the base template of Datasette 1.0 calls.
        assets=datasette.urls.path(STATIC),
    )
    return Response.html(await datasette.render_template(f"news_{template}.html", context, request=request))


# ---- the pages ----


async def index(datasette: Any, request: Any) -> Response:
    found = []
    for name in datasette.databases:
        source = await find(datasette, name)
        if source and await allowed(datasette, request, name, source.table):
            found.append(source)
    if len(found) == 1:
        return Response.redirect(datasette.urls.path(f"/-/news/{found[0].database}"))
    context = {"sources": found, "base": datasette.urls.path("/-/news")}
    return Response.html(await datasette.render_template("news_index.html", context, request=request))


async def articles(datasette: Any, request: Any) -> Response:
    source = await source_of(datasette, request)
    return await page(
        datasette,
        request,
        "articles",
        source,
        articles=await rows(datasette, source, queries.articles(source)),
    )


async def article(datasette: Any, request: Any) -> Response:
    source = await source_of(datasette, request)
    found = await rows(datasette, source, queries.article(source), id=int(request.url_vars["id"]))
    if not found:
        raise NotFound("no such article")
    # news_html escapes everything that comes from the text.
    return await page(
        datasette, request, "article", source, article=found[0], html=Markup(found[0]["html"] or "")
    )


async def speakers(datasette: Any, request: Any) -> Response:
    source = await source_of(datasette, request)
    found = await rows(datasette, source, queries.speakers(source))
    top = found[:15]
    chart = {
        "type": "bar",
        "horizontal": True,
        "labels": [row["speaker"] for row in top],
        "series": {
            "quoted": [row["quoted"] for row in top],
            "reported": [row["reported"] for row in top],
        },
    }
    return await page(datasette, request, "speakers", source, speakers=found, chart=chart)


async def person(datasette: Any, request: Any) -> Response:
    source = await source_of(datasette, request)
    name = request.args.get("name") or ""
    found = await rows(datasette, source, queries.person(source), name=name)
    months = Counter(row["month"] for row in found if row["month"])
    labels = every_month(min(months), max(months)) if months else []
    chart = {"type": "bar", "labels": labels, "series": {"quotes": [months[month] for month in labels]}}
    return await page(datasette, request, "person", source, name=name, quotes=found, chart=chart)


def every_month(first: str, last: str) -> list[str]:
    """'2025-03' to '2025-05', the silent ones too; of more than ten years only the last ten."""
    (year, month), (last_year, last_month) = (map(int, name.split("-")) for name in (first, last))
    count = (last_year - year) * 12 + last_month - month + 1
    months = range(max(0, count - 120), count)
    return [f"{year + (month - 1 + i) // 12:04}-{(month - 1 + i) % 12 + 1:02}" for i in months]


async def figures(datasette: Any, request: Any) -> Response:
    source = await source_of(datasette, request)
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in await rows(datasette, source, queries.figures(source)):
        groups.setdefault((row["item"], row["event"], row["unit"], row["place"]), []).append(row)
    return await page(datasette, request, "figures", source, groups=groups)
