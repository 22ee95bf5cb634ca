-- same_quotation.sql: quotations of articles since :since that stand in several articles, whenever those
-- appeared, and to whom each gives them. Marks, capitals and punctuation may differ; below five words it
-- need not be the same quotation. The index alone tells which they are; rows are read of those that are shown.
--   .parameter set :since "'2025-01-01'"
WITH recent AS (
  SELECT DISTINCT q.quote_key
    FROM archive_articles AS a CROSS JOIN archive_quotes AS q ON q.article = a.article
   WHERE a.published >= :since AND q.quote_key IS NOT NULL
), repeated AS (
  SELECT o.quote_key, count(DISTINCT o.article) AS articles
    FROM recent CROSS JOIN archive_quotes AS o ON o.quote_key = recent.quote_key
   GROUP BY o.quote_key
  HAVING count(DISTINCT o.article) > 1
   ORDER BY articles DESC, min(o.article)
   LIMIT 50
)
SELECT repeated.articles, group_concat(DISTINCT q.article) AS "in",
       group_concat(DISTINCT coalesce(n.name, q.speaker)) AS speakers, min(q.published) AS first, max(q.quote) AS quote
  FROM repeated CROSS JOIN archive_quotes AS q ON q.quote_key = repeated.quote_key
  LEFT JOIN archive_names AS n ON n.name_id = q.name_id
 GROUP BY q.quote_key
 ORDER BY repeated.articles DESC, first;
