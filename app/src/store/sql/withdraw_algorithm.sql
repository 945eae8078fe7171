UPDATE algorithm SET withdrawn = 1 WHERE id = $1
