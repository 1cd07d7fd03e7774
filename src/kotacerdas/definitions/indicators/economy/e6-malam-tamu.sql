SELECT area_code, period,
  sum(malam_tamu) AS numerator,
  NULL AS denominator
FROM kunjungan_wisata
WHERE malam_tamu IS NOT NULL
GROUP BY area_code, period
UNION ALL
SELECT area_code, period,
  NULL AS numerator,
  sum(penduduk) AS denominator
FROM penduduk_desa
WHERE penduduk IS NOT NULL
GROUP BY area_code, period
