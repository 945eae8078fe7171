SELECT id, algorithm, label, position FROM run ORDER BY id
