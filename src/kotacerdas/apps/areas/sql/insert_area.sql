INSERT INTO areas_area
    (code, level, kind, name, parent_code, edition_id, latitude, longitude, search_name, search_path)
VALUES
    (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
