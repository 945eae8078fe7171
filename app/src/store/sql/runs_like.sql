SELECT id FROM run WHERE id LIKE $1 || '%' OR label = $1 ORDER BY position DESC LIMIT 2
