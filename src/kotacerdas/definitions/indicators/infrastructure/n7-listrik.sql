SELECT area_code, period,
  count(*) FILTER (WHERE listrik IN ('pln', 'non_pln')) AS numerator,
  count(*) AS denominator
FROM rumah_tangga
WHERE listrik IS NOT NULL
GROUP BY area_code, period
