-- quoted_most.sql: who is quoted most, in how many articles, from when to when.
SELECT name, type, quotes, articles, first, last
  FROM archive_names
 WHERE quotes > 0
 ORDER BY quotes DESC, name
 LIMIT 20;
