SELECT area_code, period,
  sum(umkm_qris) AS numerator,
  sum(umkm_tercatat) AS denominator
FROM umkm
WHERE umkm_qris IS NOT NULL AND umkm_tercatat IS NOT NULL
GROUP BY area_code, period
