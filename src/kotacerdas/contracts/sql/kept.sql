SELECT $values, nullif(line, 0) AS _line
FROM (
    SELECT *
    FROM numbered
    WHERE state < 2 AND line NOT IN (SELECT line FROM later WHERE code < $lightest)
    ORDER BY $order
)
