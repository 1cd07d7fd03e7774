SELECT area_code, period,
  count(*) FILTER (WHERE sinyal = 'kuat') AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE sinyal IS NOT NULL
GROUP BY area_code, period
