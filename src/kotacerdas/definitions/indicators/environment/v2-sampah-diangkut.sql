SELECT area_code, period,
  count(*) FILTER (WHERE sampah = 'diangkut') AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE sampah IS NOT NULL
GROUP BY area_code, period
