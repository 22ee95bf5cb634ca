-- sources.sql: how many speak in each article that appeared since :since, and how much of it comes
-- from one.
--   .parameter set :since "'2025-01-01'"
WITH said AS (
  SELECT a.article, a.published, coalesce(q.name_id, q.speaker) AS source, q.speaker, q.speaker_type, count(*) AS n
    FROM archive_articles AS a
    JOIN archive_quotes AS q ON q.article = a.article AND q.part_of IS NULL
   WHERE a.article IN (SELECT article FROM archive_articles WHERE published >= :since)
   GROUP BY a.article, source
)
SELECT article, published, sum(n) AS statements, count(source) AS sources,
       sum(iif(source IS NULL, n, 0)) AS nobody,
       sum(iif(speaker_type = 'group', n, 0)) AS unnamed,
       round(100.0 * max(n) / sum(n)) AS "% by one"
  FROM said
 GROUP BY article
 ORDER BY published, article;
