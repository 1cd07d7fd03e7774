SELECT area_code, period,
  count(*) FILTER (WHERE rawan_bencana AND fasilitas_mitigasi >= 2) AS numerator,
  count(*) FILTER (WHERE rawan_bencana) AS denominator
FROM fasilitas_desa
WHERE rawan_bencana IS NOT NULL AND fasilitas_mitigasi IS NOT NULL
GROUP BY area_code, period
