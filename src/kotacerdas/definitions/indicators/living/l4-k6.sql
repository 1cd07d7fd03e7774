SELECT area_code, period,
  sum(ibu_k6) AS numerator,
  sum(ibu_sasaran) AS denominator
FROM penimbangan_balita
WHERE ibu_k6 IS NOT NULL AND ibu_sasaran IS NOT NULL
GROUP BY area_code, period
