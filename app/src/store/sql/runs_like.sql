SELECT id FROM run WHERE id LIKE $1 OR label = $2 ORDER BY position DESC LIMIT 2
