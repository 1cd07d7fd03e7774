SELECT area_code, period,
  count(*) FILTER (WHERE layanan_daring) AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE layanan_daring IS NOT NULL
GROUP BY area_code, period
