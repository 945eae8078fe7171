SELECT id, title_nl, title_en, body, purpose_nl, purpose_en, withdrawn FROM algorithm WHERE search LIKE $1 ESCAPE '\' ORDER BY position DESC LIMIT $2 OFFSET $3
