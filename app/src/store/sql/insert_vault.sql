INSERT INTO vault (commitment, salt, value) VALUES ($1, $2, $3)
