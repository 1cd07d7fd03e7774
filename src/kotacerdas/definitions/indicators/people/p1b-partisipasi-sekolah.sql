SELECT area_code, period,
  sum(sekolah_13_15) AS numerator,
  sum(usia_13_15) AS denominator
FROM penduduk_desa
WHERE sekolah_13_15 IS NOT NULL AND usia_13_15 IS NOT NULL
GROUP BY area_code, period
