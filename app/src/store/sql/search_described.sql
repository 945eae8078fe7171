SELECT id, title, body, purpose, legal_basis, assessment, status, url, changed FROM described WHERE search LIKE $1 ESCAPE '\' ORDER BY search, id LIMIT $2 OFFSET $3
