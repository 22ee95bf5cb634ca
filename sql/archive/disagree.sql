-- disagree.sql: figures that disagree about the same event since :since: same deed (:event), same thing,
-- same day, same place, other number. The things are looked up one by one, so that the index gives the
-- days of each.
--   .parameter set :event "'die'"
--   .parameter set :since "'2025-01-01'"
WITH RECURSIVE things(item) AS (
  SELECT min(item) FROM archive_figures WHERE event = :event
  UNION ALL
  SELECT (SELECT min(f.item) FROM archive_figures AS f WHERE f.event = :event AND f.item > things.item)
    FROM things WHERE things.item IS NOT NULL
)
SELECT f.event, f.item, f.date, f.place, count(DISTINCT f.value) AS numbers,
       group_concat(f.value || coalesce(' (' || f.source || ')', '') || ' in ' || f.article, ', ') AS given
  FROM things CROSS JOIN archive_figures AS f ON f.event = :event AND f.item = things.item AND f.date >= :since
 WHERE f.kind = 'count' AND f.scope IS NOT 'part' AND f.scope IS NOT 'more' AND f.value IS NOT NULL
 GROUP BY f.item, f.date, f.place
HAVING count(DISTINCT f.value) > 1 AND count(DISTINCT f.article) > 1
 ORDER BY f.date, f.item;
