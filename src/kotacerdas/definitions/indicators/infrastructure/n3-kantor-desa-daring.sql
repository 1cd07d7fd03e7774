SELECT area_code, period,
  count(*) FILTER (WHERE internet_kantor) AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE internet_kantor IS NOT NULL
GROUP BY area_code, period
