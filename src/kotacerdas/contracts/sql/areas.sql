CREATE TYPE $type AS ENUM (
    SELECT DISTINCT code
    FROM areas
    WHERE level = $level AND ($inside)
    ORDER BY code
)
