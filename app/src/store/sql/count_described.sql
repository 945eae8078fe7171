SELECT COUNT(*) FROM described WHERE search LIKE $1 ESCAPE '\'
