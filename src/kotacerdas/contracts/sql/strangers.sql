SELECT line, $slot AS slot, $code AS code, CAST(NULL AS BIGINT) AS first_line
FROM numbered
WHERE $key_is_good AND NOT EXISTS (
    SELECT 1
    FROM $known AS known
    WHERE $is_same
)
