-- same_quotation.sql: quotations that stand in several articles, and to whom each gives them.
-- Marks, capitals and punctuation may differ; below five words it need not be the same quotation.
SELECT count(DISTINCT q.article) AS articles, group_concat(DISTINCT q.article) AS "in",
       group_concat(DISTINCT coalesce(n.name, q.speaker)) AS speakers, min(q.published) AS first, max(q.quote) AS quote
  FROM archive_quotes AS q LEFT JOIN archive_names AS n ON n.name_id = q.name_id
 WHERE q.quote_key IS NOT NULL
 GROUP BY q.quote_key
HAVING count(DISTINCT q.article) > 1
 ORDER BY articles DESC, first
 LIMIT 50;
