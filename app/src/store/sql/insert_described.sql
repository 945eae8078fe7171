INSERT INTO described (id, title, body, purpose, legal_basis, assessment, status, url, changed, search) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
