SELECT area_code, period,
  sum(peserta_jkn) AS numerator,
  sum(penduduk) AS denominator
FROM penduduk_desa
WHERE peserta_jkn IS NOT NULL AND penduduk IS NOT NULL
GROUP BY area_code, period
