CREATE TEMP TABLE checked AS
WITH trimmed AS (
    SELECT line, $trimmed
    FROM sheet
    WHERE coalesce($anything) IS NOT NULL
),
cells AS (
    SELECT line, $cells
    FROM trimmed
),
typed AS (
    SELECT *, $typed
    FROM cells
),
placed AS (
    SELECT typed.*, $places
    FROM typed $joins
),
judged AS (
    SELECT *, $row_kind AS row_kind, $problems
    FROM placed
),
ruled AS (
    SELECT *, $rules
    FROM judged
)
SELECT line, row_kind, $results, ($is_bad) AS is_bad
FROM ruled
