SELECT area_code, period,
  sum(menit_ke_faskes) AS numerator,
  count(menit_ke_faskes) AS denominator
FROM fasilitas_desa
WHERE menit_ke_faskes IS NOT NULL
GROUP BY area_code, period
