SELECT area_code, period,
  sum(balita_pendek) AS numerator,
  sum(balita_diukur) AS denominator
FROM penimbangan_balita
WHERE balita_pendek IS NOT NULL AND balita_diukur IS NOT NULL
GROUP BY area_code, period
