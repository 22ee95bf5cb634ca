-- checklist.sql: what an editor would look at before article :article appears.
--   .parameter set :article 1
WITH q AS (SELECT * FROM archive_quotes WHERE article = :article),
     f AS (SELECT * FROM archive_figures WHERE article = :article),
     e AS (SELECT * FROM archive_entities WHERE article = :article),
     d AS (SELECT * FROM archive_dates WHERE article = :article)
SELECT start, 'nobody says so' AS "look at", quote AS words FROM q WHERE speaker IS NULL AND kind <> 'indirect'
UNION ALL
SELECT start, 'unnamed source: ' || speaker, quote FROM q WHERE speaker_type = 'group' AND part_of IS NULL
UNION ALL
SELECT start, 'figure without a source', figure FROM f WHERE source IS NULL AND kind IN ('count', 'money', 'percent')
UNION ALL
SELECT f.start, 'other articles have other numbers: ' || group_concat(DISTINCT o.value), f.figure
  FROM f JOIN archive_figures AS o ON o.event = f.event AND o.item = f.item AND o.date = f.date
   AND o.article <> f.article AND o.value <> f.value AND o.kind = f.kind
 WHERE f.scope IS NOT 'part' AND f.scope IS NOT 'more'
 GROUP BY f.figure_id
UNION ALL
SELECT e.start, 'spelled otherwise elsewhere: ' || n.spellings, e.name
  FROM e JOIN archive_names AS n ON n.name_id = e.name_id WHERE n.name <> e.name AND json_array_length(n.spellings) > 1
UNION ALL
SELECT start, 'never introduced', name FROM e WHERE type = 'person' AND role IS NULL AND mentions = 1
UNION ALL
SELECT start, 'date not resolved', expression FROM d WHERE kind = 'date' AND first IS NULL
UNION ALL
SELECT q.start, 'elsewhere said by ' || group_concat(DISTINCT coalesce(o.speaker, 'nobody')) || ', first in article '
       || min(o.article), q.quote
  FROM q JOIN archive_quotes AS o ON o.quote_key = q.quote_key AND o.article <> q.article
   AND o.name_id IS NOT q.name_id
 GROUP BY q.quote_id
ORDER BY 1, 2, 3;
