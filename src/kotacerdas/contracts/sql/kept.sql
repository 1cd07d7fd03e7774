SELECT $values, line AS _line
FROM checked
WHERE NOT is_bad AND line NOT IN (SELECT line FROM repeated)
ORDER BY $order, _line
