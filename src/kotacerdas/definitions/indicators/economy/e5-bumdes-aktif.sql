SELECT area_code, period,
  count(*) FILTER (WHERE bumdes_aktif) AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE bumdes_aktif IS NOT NULL
GROUP BY area_code, period
