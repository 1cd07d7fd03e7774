SELECT area_code, period,
  count(*) FILTER (WHERE sumber_air IN ('ledeng', 'sumur_bor', 'sumur_terlindung', 'mata_air_terlindung', 'air_hujan')) AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE sumber_air IS NOT NULL
GROUP BY area_code, period
