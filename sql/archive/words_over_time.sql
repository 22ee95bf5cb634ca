-- words_over_time.sql: what :name said, in order of time, however the name is spelled.
--   .parameter set :name "'Edvin Karsk'"
SELECT q.published, q.article, q.cue, iif(q.negated, 'not said', q.kind) AS kind, q.addressee, q.quote
  FROM archive_names AS n
  JOIN archive_quotes AS q ON q.name_id = n.name_id AND q.part_of IS NULL
 WHERE n.name_key = news_name_key(:name)
 ORDER BY q.published, q.article, q.quote_id;
