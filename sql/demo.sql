-- demo.sql: the main job in the terminal, on the sample articles, within 100 columns. Run by `make demo`.
.load ./news
.read sql/sample.sql
.mode box --wordwrap on --wrap 33
.print
.print WHO SAID WHAT
SELECT a.id AS art, q.speaker, q.cue, q.addressee AS "to", q.quote
  FROM articles a, news_quotes(a.body, a.published) q WHERE q.part_of IS NULL;
.mode box --wordwrap on --wrap 30
.print
.print WHO AND WHAT IS NAMED
SELECT a.id AS art, e.name, e.type, e.role, e.mentions AS n
  FROM articles a, news_entities(a.body, a.published) e;
.mode box --wordwrap on --wrap 22
.print
.print WHICH FIGURES ARE GIVEN, AND BY WHOM
SELECT a.id AS art, f.figure, f.low, f.high, f.unit, f.event, f.source
  FROM articles a, news_figures(a.body, a.published) f;
.print
.print WHEN
SELECT a.id AS art, d.expression, d.kind, d.first, d.last, d.timex
  FROM articles a, news_dates(a.body, a.published) d;
