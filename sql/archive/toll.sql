-- toll.sql: how a figure rose over days: what happened (:event) to what (:item), where (:place,
-- NULL: anywhere).
--   .parameter set :event "'die'"
--   .parameter set :item "'people'"
--   .parameter set :place NULL
SELECT a.published, f.article, f.low, f.high, f.value, f.source, f.status, f.figure
  FROM archive_figures AS f
  JOIN archive_articles AS a ON a.article = f.article
 WHERE f.event = :event AND f.item = :item AND (:place IS NULL OR f.place = :place)
   AND f.scope IS NOT 'part' AND f.scope IS NOT 'more'
 ORDER BY a.published, f.article, f.figure_id;
