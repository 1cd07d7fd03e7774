SELECT area_code, period,
  count(*) FILTER (WHERE tps3r_atau_bank_sampah) AS numerator,
  count(*) AS denominator
FROM fasilitas_desa
WHERE tps3r_atau_bank_sampah IS NOT NULL
GROUP BY area_code, period
