SELECT area_code, period,
  sum(layanan_daring) AS numerator,
  sum(layanan) AS denominator
FROM layanan_publik
WHERE layanan_daring IS NOT NULL AND layanan IS NOT NULL
GROUP BY area_code, period
