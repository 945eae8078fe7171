SELECT commitment, salt, value FROM vault ORDER BY commitment
