SELECT area_code, period,
  sum(umkm_nib) AS numerator,
  sum(umkm_tercatat) AS denominator
FROM umkm
WHERE umkm_nib IS NOT NULL AND umkm_tercatat IS NOT NULL
GROUP BY area_code, period
