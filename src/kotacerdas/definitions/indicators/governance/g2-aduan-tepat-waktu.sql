SELECT area_code, period,
  count(*) FILTER (WHERE tepat_waktu) AS numerator,
  count(*) AS denominator
FROM aduan
WHERE tepat_waktu IS NOT NULL
GROUP BY area_code, period
