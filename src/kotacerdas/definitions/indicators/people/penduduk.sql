SELECT area_code, period,
  sum(penduduk) AS numerator,
  NULL AS denominator
FROM penduduk_desa
WHERE penduduk IS NOT NULL
GROUP BY area_code, period
