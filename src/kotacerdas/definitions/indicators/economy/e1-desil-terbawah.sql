SELECT area_code, period,
  count(*) FILTER (WHERE desil <= 2) AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE desil IS NOT NULL
GROUP BY area_code, period
