SELECT area_code, period,
  count(*) FILTER (WHERE jamban = 'sendiri') AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE jamban IS NOT NULL
GROUP BY area_code, period
