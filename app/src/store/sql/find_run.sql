SELECT algorithm, position FROM run WHERE id = $1
