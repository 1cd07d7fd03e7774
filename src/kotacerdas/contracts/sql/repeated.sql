SELECT line, $slot AS slot, $code AS code, first_line
FROM (
    SELECT line, min(line) OVER (PARTITION BY $keys) AS first_line
    FROM numbered
    WHERE $key_is_good AND hash($keys) IN (
        SELECT likeness
        FROM (SELECT hash($keys) AS likeness FROM numbered WHERE $key_is_good)
        GROUP BY likeness
        HAVING count(*) > 1
    )
)
WHERE line > first_line
