SELECT area_code, period,
  sum(rekam_ktp) AS numerator,
  sum(wajib_ktp) AS denominator
FROM penduduk_desa
WHERE rekam_ktp IS NOT NULL AND wajib_ktp IS NOT NULL
GROUP BY area_code, period
