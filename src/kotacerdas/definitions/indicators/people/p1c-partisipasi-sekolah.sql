SELECT area_code, period,
  sum(sekolah_16_18) AS numerator,
  sum(usia_16_18) AS denominator
FROM penduduk_desa
WHERE sekolah_16_18 IS NOT NULL AND usia_16_18 IS NOT NULL
GROUP BY area_code, period
