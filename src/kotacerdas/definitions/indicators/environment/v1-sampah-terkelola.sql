SELECT area_code, period,
  sum(ditangani_ton) + sum(dikurangi_ton) AS numerator,
  sum(timbulan_ton) AS denominator
FROM sampah
WHERE ditangani_ton IS NOT NULL AND dikurangi_ton IS NOT NULL AND timbulan_ton IS NOT NULL
GROUP BY area_code, period
