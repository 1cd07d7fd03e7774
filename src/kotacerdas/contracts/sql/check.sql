CREATE TEMP TABLE checked AS
WITH quick AS (
    SELECT *, $quick
    FROM sheet
),
sounded AS (
    SELECT *, coalesce($is_sound, false) AS is_sound
    FROM quick
),
cells AS (
    SELECT *, $cells
    FROM sounded
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
judged AS (
    SELECT
        *,
        CASE WHEN is_sound THEN false ELSE coalesce($anything) IS NULL END AS is_blank,
        CASE WHEN is_sound THEN NULL ELSE $row_kind END AS row_kind,
        $problems
    FROM typed
),
ruled AS (
    SELECT *, $rules
    FROM judged
),
weighed AS (
    SELECT
        *,
        CAST(CASE
            WHEN is_sound AND NOT ($is_broken) THEN 0
            WHEN is_blank THEN 3
            WHEN $is_bad THEN 2
            WHEN $is_flawed THEN 1
            ELSE 0
        END AS UTINYINT) AS state
    FROM ruled
)
SELECT
    $stored,
    state,
    $shows AS shows,
    CASE WHEN state IN (1, 2) THEN $flaws END AS flaws,
    CASE WHEN state IN (1, 2) THEN $row END AS cells
FROM weighed
