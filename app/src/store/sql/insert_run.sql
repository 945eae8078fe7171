INSERT INTO run (id, algorithm, label, position) VALUES ($1, $2, $3, $4)
