CREATE TEMP VIEW numbered AS
SELECT $columns
FROM checked
