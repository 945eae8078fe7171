SELECT position, stream, version, kind, at, entry, leaf FROM event WHERE position >= $1 AND position < $2 ORDER BY position
