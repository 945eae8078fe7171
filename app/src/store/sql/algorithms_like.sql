SELECT id FROM algorithm WHERE id LIKE $1 || '%' OR title_nl = $1 OR title_en = $1 ORDER BY position DESC LIMIT 2
