SELECT id, algorithm FROM run WHERE position = $1
