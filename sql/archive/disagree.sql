-- disagree.sql: figures that disagree about the same event: same deed, same thing, same day, other
-- number.
--   .parameter set :event "'die'"
SELECT f.event, f.item, f.date, f.place, count(DISTINCT f.value) AS numbers,
       group_concat(f.value || coalesce(' (' || f.source || ')', '') || ' in ' || f.article, ', ') AS given
  FROM archive_figures AS f
 WHERE f.event = :event AND f.kind = 'count' AND f.scope IS NOT 'part' AND f.scope IS NOT 'more'
   AND f.date IS NOT NULL AND f.value IS NOT NULL
 GROUP BY f.item, f.date, f.place
HAVING count(DISTINCT f.value) > 1 AND count(DISTINCT f.article) > 1
 ORDER BY f.date, f.item;
