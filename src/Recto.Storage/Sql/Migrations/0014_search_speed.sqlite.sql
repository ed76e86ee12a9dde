-- The index of SQLite stays as it is. The step stands here because a backup names the steps of its database, and one of PostgreSQL must be restored here too.
SELECT 1;
