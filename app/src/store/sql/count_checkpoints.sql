SELECT COUNT(*) FROM checkpoint WHERE size = $1
