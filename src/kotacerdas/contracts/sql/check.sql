CREATE TEMP TABLE checked AS
WITH quick AS (
    SELECT *, $quick
    FROM sheet
    WHERE coalesce($anything) IS NOT NULL
),
cells AS (
    SELECT *, $cells
    FROM quick
),
joined AS (
    SELECT *, $joined
    FROM cells
),
measured AS (
    SELECT *, $measured
    FROM joined
),
typed AS (
    SELECT *, $typed
    FROM measured
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
