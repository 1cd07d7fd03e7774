CREATE TEMP TABLE again AS
SELECT line, $row AS cells
FROM (
    SELECT $columns
    FROM sheet
)
WHERE line IN (SELECT line FROM later)
