SELECT area_code, period,
  sum(tahun_sekolah_25) AS numerator,
  sum(penduduk_25) AS denominator
FROM penduduk_desa
WHERE tahun_sekolah_25 IS NOT NULL AND penduduk_25 IS NOT NULL
GROUP BY area_code, period
