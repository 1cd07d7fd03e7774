SELECT area_code, period,
  sum(laki_laki_2022) AS numerator,
  sum(perempuan_2022) AS denominator
FROM penduduk_kecamatan
WHERE laki_laki_2022 IS NOT NULL AND perempuan_2022 IS NOT NULL
GROUP BY area_code, period
