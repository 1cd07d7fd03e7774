WITH rejected AS (
    SELECT DISTINCT line
    FROM later
    WHERE code < $lightest
),
shown AS (
    SELECT DISTINCT line
    FROM later
)
SELECT
    count(*) FILTER (WHERE state < 3),
    count(*) FILTER (WHERE state = 2 OR line IN (FROM rejected)),
    count(*) FILTER (WHERE state = 1 AND line NOT IN (FROM rejected) OR state = 0 AND line IN (FROM shown) AND line NOT IN (FROM rejected)),
    coalesce(bit_or(shows), 0)
FROM numbered
