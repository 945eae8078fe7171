SELECT COUNT(*) FROM event WHERE stream = $1
