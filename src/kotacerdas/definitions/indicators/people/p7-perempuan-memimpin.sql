SELECT area_code, period,
  sum(perangkat_bpd_perempuan) AS numerator,
  sum(perangkat_bpd) AS denominator
FROM fasilitas_desa
WHERE perangkat_bpd_perempuan IS NOT NULL AND perangkat_bpd IS NOT NULL
GROUP BY area_code, period
