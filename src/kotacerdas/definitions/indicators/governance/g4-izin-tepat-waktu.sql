SELECT area_code, period,
  count(*) FILTER (WHERE hari_proses <= batas_hari) AS numerator,
  count(*) AS denominator
FROM izin
WHERE hari_proses IS NOT NULL AND batas_hari IS NOT NULL
GROUP BY area_code, period
