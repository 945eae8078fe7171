-- One text for SQLite and PostgreSQL: only TEXT and BIGINT, because those mean the same in both.
CREATE TABLE IF NOT EXISTS log_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL);
INSERT INTO log_head (id, size) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;
CREATE TABLE IF NOT EXISTS event (
  position BIGINT PRIMARY KEY,
  stream TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  entry TEXT NOT NULL,
  leaf TEXT NOT NULL,
  UNIQUE (stream, version)
);
CREATE TABLE IF NOT EXISTS vault (commitment TEXT PRIMARY KEY, salt TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS checkpoint (size BIGINT PRIMARY KEY, note TEXT NOT NULL, at BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS algorithm (
  id TEXT PRIMARY KEY, title_nl TEXT NOT NULL, title_en TEXT NOT NULL, body TEXT NOT NULL,
  purpose_nl TEXT NOT NULL, purpose_en TEXT NOT NULL, search TEXT NOT NULL, withdrawn BIGINT NOT NULL, position BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS run (
  id TEXT PRIMARY KEY, algorithm TEXT NOT NULL, label TEXT NOT NULL, position BIGINT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS described (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, purpose TEXT NOT NULL, legal_basis TEXT NOT NULL,
  assessment TEXT NOT NULL, status TEXT NOT NULL, url TEXT NOT NULL, changed TEXT NOT NULL, search TEXT NOT NULL
);
