SELECT position, entry FROM event WHERE stream = $1 ORDER BY version
