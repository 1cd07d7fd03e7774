WITH bad AS (
    SELECT *
    FROM checked
    WHERE is_bad
),
found AS (
    SELECT line, 0 AS place, row_kind AS kind, 0 AS part, NULL AS first_line
    FROM bad
    WHERE row_kind IS NOT NULL
    UNION ALL
    SELECT line, $key_place, $duplicate, 0, first_line
    FROM repeated
    $found
),
named AS (
    SELECT unnest($catalogue)
)
SELECT
    found.line,
    named.field,
    named.rule,
    coalesce(CASE $value END, '') AS value,
    CASE
        WHEN found.first_line IS NULL THEN named.facts
        ELSE json_merge_patch(named.facts, json_object('first_line', found.first_line))
    END AS facts,
    json_object($row) AS row
FROM found
INNER JOIN named ON (named.place, named.kind, named.part) = (found.place, found.kind, found.part)
INNER JOIN sheet ON sheet.line = found.line
ORDER BY found.line, found.place, found.kind, found.part
