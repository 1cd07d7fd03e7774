SELECT area_code, period,
  count(*) FILTER (WHERE lantai_layak AND dinding_layak AND atap_layak) AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE atap_layak IS NOT NULL AND dinding_layak IS NOT NULL AND lantai_layak IS NOT NULL
GROUP BY area_code, period
