SELECT area_code, period,
  sum(balita_diukur) AS numerator,
  sum(balita_sasaran) AS denominator
FROM penimbangan_balita
WHERE balita_diukur IS NOT NULL AND balita_sasaran IS NOT NULL
GROUP BY area_code, period
