SELECT id, title_nl, title_en, body, purpose_nl, purpose_en, search, withdrawn, position FROM algorithm ORDER BY id
