SELECT area_code, period,
  sum(akta_0_17) AS numerator,
  sum(usia_0_17) AS denominator
FROM penduduk_desa
WHERE akta_0_17 IS NOT NULL AND usia_0_17 IS NOT NULL
GROUP BY area_code, period
