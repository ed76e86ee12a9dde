#!/usr/bin/env python3
"""Times the statements behind feeds, sitemaps, holdings and manifests on a SQLite database of Recto (the path of recto.db as the one argument), as they stand in the source; the second of two runs counts."""
import re
import sqlite3
import sys
import time
from pathlib import Path

STORAGE = Path(__file__).resolve().parent.parent / "src" / "Recto.Storage"
database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def statements(file):
    return re.findall(r'"""\n(.*?)"""', (STORAGE / file).read_text(encoding="utf-8"), re.S)


def clock(name, sql, **values):
    for _ in range(2):
        began = time.perf_counter()
        rows = database.execute(sql, values).fetchall()
        took = time.perf_counter() - began
    print(f"{name:24} {took * 1000:8.1f} ms  {len(rows):6} rows")


journal, key = database.execute("SELECT id, key FROM journals j ORDER BY (SELECT COUNT(*) FROM articles a WHERE a.journal_id = j.id) DESC LIMIT 1").fetchone()
maps, holdings = statements("Harvest/SitemapStore.cs"), statements("Harvest/HoldingsStore.cs")
clock("index of sitemaps", maps[0], most=50000)
clock("a year of a journal", maps[1], journalKey=key, **{"from": "2020", "to": "2020~"}, size=40000, skip=0)
clock("changes of issues", maps[3], journalKey=key)
clock("holdings", holdings[0], most=500000)
clock("records without a text", holdings[1])
years = [sql.replace("{YearOf}", "SUBSTR(COALESCE(i.published, a.recency_key), 1, 4)") for sql in statements("Harvest/PreservationStore.cs")]
clock("years to preserve", years[0], journalId=journal, MostYears=2000)
clock("articles to preserve", re.sub(r"\{\(after.*?\)\}", "", years[2]), journalId=journal, year="2020", size=500)
columns = statements("Articles/FeedStore.cs")[0].replace("{ArticleTerms.Columns}", "a.journal_id, a.is_draft, a.has_open_licence, a.reading, j.reading, j.notes_are_open")
newest = "ORDER BY a.record_at DESC, a.id DESC LIMIT 31"
clock("feed of the site", f"{columns} WHERE a.published_at IS NOT NULL AND a.is_draft = 0 {newest}")
clock("feed of a journal", f"{columns} WHERE a.published_at IS NOT NULL AND a.is_draft = 0 AND a.journal_id = @of {newest}", of=journal)
person = database.execute("SELECT person_key FROM article_people GROUP BY person_key ORDER BY COUNT(*) DESC LIMIT 1").fetchone()[0]
clock("feed of a person", f"{columns} WHERE a.published_at IS NOT NULL AND a.is_draft = 0 AND a.id IN (SELECT p.article_id FROM article_people p WHERE p.person_key = @key) {newest}", key=person)
