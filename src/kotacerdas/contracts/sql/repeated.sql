CREATE TEMP TABLE repeated AS
WITH firsts AS (
    SELECT $keys, min(line) AS first_line
    FROM checked
    WHERE $key_is_good
    GROUP BY $keys
    HAVING count(*) > 1
)
SELECT checked.line, firsts.first_line
FROM checked
INNER JOIN firsts USING ($keys)
WHERE checked.line > firsts.first_line AND $key_is_good
