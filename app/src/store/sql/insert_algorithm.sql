INSERT INTO algorithm (id, title_nl, title_en, body, purpose_nl, purpose_en, search, withdrawn, position) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
