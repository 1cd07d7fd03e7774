SELECT area_code, period,
  sum(total_2022) - sum(total_2021) AS numerator,
  sum(total_2021) AS denominator
FROM penduduk_kecamatan
WHERE total_2022 IS NOT NULL AND total_2021 IS NOT NULL
GROUP BY area_code, period
