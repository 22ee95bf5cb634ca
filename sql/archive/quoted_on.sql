-- quoted_on.sql: what :name speaks about: the names that stand in statements of that person or
-- body.
--   .parameter set :name "'Edvin Karsk'"
SELECT m.name, m.type, count(*) AS statements, min(q.published) AS first, max(q.published) AS last
  FROM archive_names AS n
  JOIN archive_quotes AS q ON q.name_id = n.name_id AND q.part_of IS NULL
  JOIN archive_mentions AS m ON m.article = q.article AND m.form = 'name' AND m.start >= q.start
   AND m.start < q.start + q.length
 WHERE n.name_key = news_name_key(:name)
 GROUP BY m.name, m.type
 ORDER BY statements DESC, m.name
 LIMIT 20;
