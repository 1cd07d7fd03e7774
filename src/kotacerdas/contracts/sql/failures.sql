WITH gathered AS (
    SELECT line, cells, unnest(flaws) AS flaw, NULL AS first_line
    FROM numbered
    WHERE flaws IS NOT NULL
    UNION ALL
    SELECT later.line, again.cells, later.slot * 256 + later.code, later.first_line
    FROM later
    INNER JOIN again ON again.line = later.line
),
found AS (
    SELECT * REPLACE ($known AS flaw)
    FROM gathered
),
named AS (
    SELECT unnest($catalogue)
)
SELECT
    nullif(found.line, 0) AS line,
    named.field,
    named.rule,
    coalesce(CASE $value END, '') AS value,
    CASE
        WHEN found.first_line IS NULL THEN named.facts
        ELSE json_merge_patch(named.facts, json_object('first_line', found.first_line))
    END AS facts,
    json_object($row) AS row,
    named.severity
FROM found
INNER JOIN named ON named.flaw = found.flaw
ORDER BY found.line, named.place, named.flaw
