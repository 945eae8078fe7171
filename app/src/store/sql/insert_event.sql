INSERT INTO event (position, stream, version, kind, at, entry, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7)
