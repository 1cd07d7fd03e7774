SELECT count(DISTINCT line), min(line)
FROM (
    SELECT line, unnest(flaws) % $codes AS code
    FROM numbered
    WHERE flaws IS NOT NULL
    UNION ALL
    SELECT line, code
    FROM later
)
WHERE code BETWEEN $heaviest AND $lightest - 1
