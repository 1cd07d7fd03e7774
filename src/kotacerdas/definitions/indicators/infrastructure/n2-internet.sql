SELECT area_code, period,
  count(*) FILTER (WHERE internet) AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE internet IS NOT NULL
GROUP BY area_code, period
