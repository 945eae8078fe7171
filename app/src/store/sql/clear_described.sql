DELETE FROM described
