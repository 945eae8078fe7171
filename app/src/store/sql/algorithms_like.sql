SELECT id FROM algorithm WHERE id LIKE $1 OR title_nl = $2 OR title_en = $2 ORDER BY position DESC LIMIT 2
