SELECT area_code, period,
  sum(mantap_km) AS numerator,
  sum(jalan_km) AS denominator
FROM jalan
WHERE mantap_km IS NOT NULL AND jalan_km IS NOT NULL
GROUP BY area_code, period
