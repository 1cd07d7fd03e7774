SELECT area_code, period,
  sum(sekolah_7_12) AS numerator,
  sum(usia_7_12) AS denominator
FROM penduduk_desa
WHERE sekolah_7_12 IS NOT NULL AND usia_7_12 IS NOT NULL
GROUP BY area_code, period
