SELECT area_code, period,
  sum(idm) AS numerator,
  count(idm) AS denominator
FROM idm_desa
WHERE idm IS NOT NULL
GROUP BY area_code, period
