-- search.sql: what was said, to search with FTS5. The index holds no text of its own: it reads
-- archive_quotes, and triggers keep it right whoever refreshes the archive. Run once; then
--   SELECT q.speaker, q.published, snippet(said, 0, '[', ']', '…', 12) FROM said JOIN archive_quotes AS q
--     ON q.id = said.rowid WHERE said MATCH 'water' ORDER BY rank;
CREATE VIRTUAL TABLE said USING fts5(quote, speaker, content='archive_quotes', content_rowid='id', tokenize='porter');
CREATE TRIGGER said_insert AFTER INSERT ON archive_quotes BEGIN
  INSERT INTO said(rowid, quote, speaker) VALUES(new.id, new.quote, new.speaker);
END;
CREATE TRIGGER said_delete AFTER DELETE ON archive_quotes BEGIN
  INSERT INTO said(said, rowid, quote, speaker) VALUES('delete', old.id, old.quote, old.speaker);
END;
INSERT INTO said(said) VALUES('rebuild');
