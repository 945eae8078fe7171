SELECT COUNT(*) FROM algorithm WHERE search LIKE $1 ESCAPE '\'
