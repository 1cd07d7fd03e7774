SELECT area_code, period,
  count(*) FILTER (WHERE perpustakaan) AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE perpustakaan IS NOT NULL
GROUP BY area_code, period
