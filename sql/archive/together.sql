-- together.sql: who and what is named in the articles that name :name, since :since.
--   .parameter set :name "'Edvin Karsk'"
--   .parameter set :since "'2025-01-01'"
SELECT o.name, o.type, count(DISTINCT e.article) AS together, o.articles AS "in all"
  FROM archive_names AS n
  JOIN archive_entities AS e ON e.name_id = n.name_id AND e.published >= :since
  JOIN archive_entities AS x ON x.article = e.article AND x.name_id <> n.name_id
  JOIN archive_names AS o ON o.name_id = x.name_id
 WHERE n.name_key = news_name_key(:name)
 GROUP BY o.name_id
 ORDER BY together DESC, o.articles, o.name
 LIMIT 20;
