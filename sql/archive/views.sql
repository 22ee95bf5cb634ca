-- views.sql: views on the results, for programs that load no extension.
--   statements: each thing said once, with the name that its speaker has across articles
--   people, bodies, places: the names of each kind, the most named first
CREATE VIEW IF NOT EXISTS statements AS
  SELECT q.article, q.published, n.name, n.type, q.role, q.speaker, q.cue, q.cue_class, q.negated, q.kind, q.quote,
         q.addressee, q.date, q.start, q.length, q.confidence
    FROM archive_quotes AS q LEFT JOIN archive_names AS n ON n.name_id = q.name_id
   WHERE q.part_of IS NULL;
CREATE VIEW IF NOT EXISTS people AS
  SELECT name_id, name, articles, mentions, quotes, first, last, spellings FROM archive_names
   WHERE type = 'person' ORDER BY articles DESC;
CREATE VIEW IF NOT EXISTS bodies AS
  SELECT name_id, name, articles, mentions, quotes, first, last, spellings FROM archive_names
   WHERE type = 'organization' ORDER BY articles DESC;
CREATE VIEW IF NOT EXISTS places AS
  SELECT name_id, name, articles, mentions, first, last, spellings FROM archive_names
   WHERE type = 'place' ORDER BY articles DESC;
