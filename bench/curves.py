#!/usr/bin/env python3
"""What bench/curves.sh does: curves.py FOLDER 'SIZES' SECONDS COMMAND...  FOLDER holds the database and the files of the site; where it is there already, it is used and grown."""
import base64, os, random, re, shutil, signal, socket, subprocess, sys, threading, time, urllib.error, urllib.parse, urllib.request, uuid

BASE = 250  # Articles that the program itself imports; all others are made of them.
ISSUES = 10  # Of these, in one volume.
VOLUMES = 8  # Volumes of a journal: 2,000 articles.
CLASSICS = 20  # Works that are the same in every copy, and cited the more often the more there are.
BLOCK = 100  # Copies of the 250 that are written by one transaction.
IDS = 100_000  # The index's ids of copies begin behind those that the program gave.
LATE = 1_000_000  # Copies were changed before the imported ones, a second after one another.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB", "shared_buffers=2GB", "maintenance_work_mem=1GB", "work_mem=256MB",
        "max_parallel_maintenance_workers=0", "max_parallel_workers_per_gather=0", "jit=off", "session_replication_role=replica", "temp_buffers=64MB"]
AS_READ = ["fsync=off", "shared_buffers=1GB", "max_connections=300"]
LOAD = {"RECTO_FILES": "off", "RECTO_REMINDERS": "off", "RECTO_DEPOSITS": "off", "RECTO_CROSSREF": "", "RECTO_CITED_BY": "", "RECTO_PAGE_LIMIT": "off"}

# What of a row of a copy differs from the row that it is made of (b), by table; m is the article's line of curves.map. All other columns are as they were, whatever steps of migration have added.
UNIT = "CASE WHEN substr(b.{0}, 8, 1) = '1' THEN substr(b.{0}, 1, 10) || {1} || substr(b.{0}, 11) ELSE b.{0} END"
WORK = "CASE WHEN k.id IS NULL THEN md5('work ' || {0} || b.{1})::uuid ELSE b.{1} END"
OF_ARTICLES = {
    "articles": {"id": "m.id", "slug": "m.slug", "journal_id": "m.journal", "issue_id": "m.issue", "title": "b.title || ' ' || m.words", "article": "replace(b.article, b.doi, m.doi)", "doi": "m.doi", "doi_key": "upper(m.doi)",
                 "identity_key": "b.identity_key || ' ' || m.copy", "source_hash": "b.source_hash || '-' || m.copy", "published": "m.year || substr(b.published, 5)", "recency_key": "m.year || substr(b.recency_key, 5)",
                 **{name: f"b.{name} - m.back" for name in ("created_at", "updated_at", "published_at", "record_at")}},
    "article_fragments": {}, "article_files": {}, "apparatus": {}, "notes": {}, "article_sources": {}, "note_references": {}, "article_versions": {}, "article_named": {}, "article_keys": {}, "cited_works": {}, "work_articles": {},
    "recommended_articles": {},
    "article_people": {"person_key": "b.person_key || '-' || m.copy"},
    "search_texts": {"id": f"m.n + {IDS}", "marks": "b.marks || m.marks", "analysed": "' ' || m.words || b.analysed"},
    "search_index": {"id": f"m.n + {IDS}", "words": "b.words || m.vector"},
    "work_sources": {"work_id": WORK.format("m.copy", "work_id")},
    "archive_unit_articles": {"unit": UNIT.format("unit", "m.copy4")},
    "archive_mentions": {"unit": UNIT.format("unit", "m.copy4")},
    "recommendations": {"other_id": "o.id"},
}
OF_WORKS = {
    "works": {"id": WORK.format("c", "id"), "slug": "b.slug || '-' || c", "sort_key": "b.sort_key || ' ' || c"},
    "work_forms": {"work_id": WORK.format("c", "work_id")},
    "work_keys": {"work_id": WORK.format("c", "work_id"), "work_key": "b.work_key || '~' || c"},
    "work_words": {"work_id": WORK.format("c", "work_id")},
}
LETTERS = "'0123456789', 'abcdefghij'"
SETUP = f"""
CREATE SCHEMA curves;
CREATE TABLE curves.state (copies int NOT NULL);
INSERT INTO curves.state VALUES (1);
CREATE TABLE curves.classics AS SELECT id FROM works WHERE articles BETWEEN 3 AND 4 AND merged_into IS NULL ORDER BY sort_key LIMIT {CLASSICS};
CREATE TABLE curves.numbers AS SELECT row_number() OVER (ORDER BY id)::int AS k, id, journal_id, issue_id FROM articles;
CREATE TABLE curves.map (base uuid NOT NULL, copy int NOT NULL, copy4 text NOT NULL, n bigint NOT NULL, id uuid NOT NULL, slug text NOT NULL, doi text NOT NULL, journal uuid NOT NULL, issue uuid NOT NULL, year text NOT NULL,
    back bigint NOT NULL, words text NOT NULL, vector tsvector NOT NULL, marks tsvector NOT NULL);
"""
# Three words of its own in each title: one that ten articles share however many there are, one that a hundredth of all have, and one that no other has.
MAP = f"""
TRUNCATE curves.map;
INSERT INTO curves.map
SELECT x.id, x.copy, lpad(x.copy::text, 4, '0'), x.n, (lpad(to_hex(1700000000000 + x.n * 1000), 12, '0') || '7' || substr(md5(x.n::text), 1, 3) || '8' || substr(md5(x.n::text), 4, 15))::uuid,
    'copy-' || x.n, '10.5555/copy.' || x.n, CASE WHEN x.copy < {VOLUMES} THEN x.journal_id ELSE md5('journal ' || x.copy / {VOLUMES})::uuid END, md5('issue ' || x.copy || x.issue_id)::uuid,
    (1950 + (x.copy / {VOLUMES} * 13) % 67 + x.copy % {VOLUMES})::text, ({LATE} + {LATE} - x.n) * 1000000, array_to_string(x.w, ' '),
    (SELECT string_agg('''' || w || ''':1A ''T' || w || ''' ''X' || w || '''', ' ') FROM unnest(x.w) w)::tsvector, (SELECT string_agg('''' || w || ''':1A', ' ') FROM unnest(x.w) w)::tsvector
FROM (SELECT b.*, c AS copy, n, ARRAY['qten' || translate((n / 10)::text, {LETTERS}), 'qhundredth' || translate((n % 100)::text, {LETTERS}), 'qown' || translate(n::text, {LETTERS})] AS w
    FROM generate_series(:from, :to) c CROSS JOIN curves.numbers b CROSS JOIN LATERAL (SELECT c::bigint * {BASE} + b.k AS n) y) x
ORDER BY x.n;
ANALYZE curves.map;
"""
WITHOUT = f"""
INSERT INTO journals SELECT (jsonb_populate_record(j, jsonb_build_object('id', md5('journal ' || c)::uuid, 'key', 'leaves-' || c, 'title', 'Leaves ' || c, 'title_key', 'leaves ' || c))).*
FROM generate_series(1, (:last) / {VOLUMES}) c CROSS JOIN (SELECT DISTINCT journal_id FROM curves.numbers) d JOIN journals j ON j.id = d.journal_id ON CONFLICT DO NOTHING;
INSERT INTO issues SELECT (jsonb_populate_record(i, jsonb_build_object('id', md5('issue ' || c || i.id)::uuid, 'journal_id', CASE WHEN c < {VOLUMES} THEN i.journal_id ELSE md5('journal ' || c / {VOLUMES})::uuid END, 'volume', (c % {VOLUMES} + 1)::text,
    'key', (c % {VOLUMES} + 1) || '-' || i.number, 'published', y || substr(i.published, 5), 'sort_key', y || substr(i.sort_key, 5)))).*
FROM generate_series(:from, :to) c CROSS JOIN LATERAL (SELECT (1950 + (c / {VOLUMES} * 13) % 67 + c % {VOLUMES})::text AS y) z CROSS JOIN (SELECT DISTINCT issue_id FROM curves.numbers) d JOIN issues i ON i.id = d.issue_id ON CONFLICT DO NOTHING;
INSERT INTO archive_units SELECT (jsonb_populate_record(u, jsonb_build_object('unit', {UNIT.format('unit', 'e').replace('b.', 'u.')}, 'parent', CASE WHEN length(u.parent) >= 10 THEN {UNIT.format('parent', 'e').replace('b.', 'u.')} ELSE u.parent END,
    'segment_order', CASE WHEN length(u.unit) = 10 THEN lpad(substr(u.unit, 8, 3) || e, 10, '0') ELSE u.segment_order END, 'printed', CASE WHEN length(u.unit) = 10 THEN u.printed || e ELSE u.printed END))).*
FROM generate_series(:from, :to) c CROSS JOIN LATERAL (SELECT lpad(c::text, 4, '0') AS e) z CROSS JOIN curves.archive_units u WHERE substr(u.unit, 8, 1) = '1' ON CONFLICT DO NOTHING;
"""


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Site:
    """The database, the nodes and the balancer."""

    def __init__(self, folder, command):
        self.folder, self.command, self.nodes, self.started = os.path.abspath(folder), command, [], []
        self.binaries = sorted(p for p in ("/usr/lib/postgresql/" + v + "/bin" for v in os.listdir("/usr/lib/postgresql")) if os.path.exists(p + "/initdb"))[-1]
        os.makedirs(self.folder, exist_ok=True)
        os.chmod(self.folder, 0o755)
        self.data, self.port, self.front, self.balancer = self.folder + "/postgres", None, None, None

    def unprivileged(self, *words, **more):  # PostgreSQL does not run as root.
        words = [self.binaries + "/" + words[0], *words[1:]]
        return subprocess.run(["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", *words] if os.getuid() == 0 else words, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **more)

    def database(self, settings):
        """Starts PostgreSQL, as it comes but for these settings."""
        self.stop_database()
        is_new = not os.path.exists(self.data + "/PG_VERSION")
        if is_new:
            os.makedirs(self.data, exist_ok=True)
            if os.getuid() == 0:
                shutil.chown(self.data, "postgres", "postgres")
            self.unprivileged("initdb", "-D", self.data, "-A", "trust", "-U", "recto", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.port = free_port()
        counts = ["shared_preload_libraries=pg_stat_statements", "pg_stat_statements.track_utility=off"] if os.environ.get("RECTO_BENCH_STATEMENTS") else []
        told = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *settings, *counts]
        self.unprivileged("pg_ctl", "-D", self.data, "-l", self.data + "/log", "-o", " ".join(f"-c {setting}" for setting in told), "-t", "120", "-w", "start")
        if is_new:
            self.unprivileged("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "recto", "recto")

    def stop_database(self):
        if self.port is not None:
            self.unprivileged("pg_ctl", "-D", self.data, "-m", "fast", "-t", "300", "-w", "stop")
            self.port = None

    def place(self):
        return f"host=127.0.0.1 port={self.port} user=recto dbname=recto"

    def connection(self):
        return f"Host=127.0.0.1;Port={self.port};Username=recto;Database=recto"

    def ask(self, sql, **values):
        """The rows of the last statement, each a list of texts."""
        told = subprocess.run(["psql", self.place(), "-qAtXv", "ON_ERROR_STOP=1", "-F", "\t", *(w for k, v in values.items() for w in ("-v", f"{k}={v}"))], input=sql, text=True, capture_output=True)
        if told.returncode:
            raise SystemExit(f"{told.stderr}\n{sql[:2000]}")
        return [line.split("\t") for line in told.stdout.splitlines()]

    def number(self, sql):
        return int(self.ask(sql)[0][0])

    def environment(self, more):
        return {**os.environ, **LOAD, "RECTO_DATABASE": self.connection(), **more}

    def run(self, *words):
        return subprocess.run([*self.command, *words, "--data", self.folder + "/data"], env=self.environment({}), stdout=subprocess.DEVNULL, stderr=open(self.folder + "/import.log", "w"))

    def start(self, role="web", **more):
        """Starts a node; gives the process, where it listens, and the seconds until it was ready."""
        port, began = free_port(), time.monotonic()
        process = subprocess.Popen([*self.command, "serve", "--role", role, "--no-demo", "--data", self.folder + "/data", "--urls", f"http://127.0.0.1:{port}"],
                                   env=self.environment(more), stdout=subprocess.DEVNULL, stderr=open(f"{self.folder}/{role}-{port}.log", "w"))
        self.started.append(process)
        while fetch(f"127.0.0.1:{port}", "/health/ready")[0] != 200:
            if process.poll() is not None or time.monotonic() - began > 300:
                raise SystemExit(f"A node did not start; see {self.folder}/{role}-{port}.log")
            time.sleep(0.02)
        return process, f"127.0.0.1:{port}", time.monotonic() - began

    def serve(self, count, **more):
        """So many web nodes behind HAProxy; gives the seconds until the first was ready."""
        self.nodes, took = [], None
        for _ in range(count):
            process, place, seconds = self.start(**more)
            self.nodes.append((process.pid, place))
            took = took or seconds
        self.front = f"127.0.0.1:{free_port()}"
        text = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../deploy/haproxy.cfg")).read().replace("FRONT", self.front).replace("LIMIT", "1000")
        for number in (1, 2):
            text = text.replace(f"NODE{number}", self.nodes[number - 1][1]) if number <= count else re.sub(rf".*NODE{number} .*\n?", "", text)
        open(self.folder + "/haproxy.cfg", "w").write(text)
        process = subprocess.Popen(["haproxy", "-W", "-db", "-f", self.folder + "/haproxy.cfg"], stdout=subprocess.DEVNULL, stderr=open(self.folder + "/haproxy.log", "w"))
        self.started.append(process)
        self.balancer = process.pid
        while fetch(self.front, "/health/ready")[0] != 200:
            time.sleep(0.05)
        return took

    def stop_nodes(self):
        for process in self.started:
            process.terminate()
        for process in self.started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.started, self.nodes = [], []

    def cpu(self):
        """CPU seconds up to now of nodes, database, balancer."""
        postmaster = int(open(self.data + "/postmaster.pid").readline())
        return {"node": sum(used(pid) for pid, _ in self.nodes), "database": tree(postmaster), "balancer": tree(self.balancer) if self.balancer else 0}


def free_port():
    while True:
        with socket.socket() as probe:
            port = random.randint(20000, 32000)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def fetch(place, path):
    """Status and text; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://{place}{path}", headers={"X-Forwarded-For": "198.18.0.1"}), timeout=120) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, ""
    except OSError:
        return 0, ""


def used(pid, children=False):
    try:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15 if children else 13]) / os.sysconf("SC_CLK_TCK")


def tree(pid):
    """Of a process, of those that it has started, and of those of them that have ended."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return used(pid, children=True) + sum(used(child) for child in children)


def memory(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read())[1]) / 1024


def write_base(folder):
    """The articles that are imported: short ones with seven notes, four of them to files of an archive, two to works, one to the note before."""
    draw = random.Random(7)
    words = list({"".join(draw.choice("bcdfglmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 4))): 0 for _ in range(6000)})
    weights = [1 / (i + 2) for i in range(len(words))]
    text = lambda count: " ".join(draw.choices(words, weights, k=count))
    work = lambda: f"{draw.choice(words).capitalize()}, A., <italic>{' '.join(draw.sample(words, 3)).capitalize()}</italic> (London: {draw.choice(words).capitalize()} Press, {draw.randint(1900, 2020)})"
    known = [work() for _ in range(60)]
    os.makedirs(folder)
    for n in range(BASE):
        fonds = "558" if draw.random() < .1 else str(draw.randint(100, 119))  # Fonds 558 is the same in all copies.
        notes = [f"RGASPI {fonds}/{draw.randint(1, 2)}/{draw.randint(1, 60)}/{draw.randint(1, 200)}." for _ in range(4)] + [f"{work() if draw.random() < .7 else draw.choice(known)}, {draw.randint(1, 400)}." for _ in range(2)] + ["Ibid."]
        draw.shuffle(notes)
        while notes[0] == "Ibid.":
            draw.shuffle(notes)
        body = "".join(f'<p>{text(10).capitalize()}.<xref ref-type="fn" rid="n{i + 1}">{i + 1}</xref></p>' for i in range(7))
        fns = "".join(f'<fn id="n{i + 1}"><label>{i + 1}</label><p>{note}</p></fn>' for i, note in enumerate(notes))
        open(f"{folder}/{n:03}.xml", "w").write(f"""<article article-type="research-article" xml:lang="en"><front><journal-meta><journal-title-group><journal-title>Leaves</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.5555/bench.{n}</article-id><article-categories><subj-group subj-group-type="heading"><subject>Articles</subject></subj-group></article-categories><title-group><article-title>{text(6).capitalize()} {n}</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>{draw.choice(words).capitalize()}{n}</surname><given-names>I.</given-names></name></contrib></contrib-group>
<pub-date date-type="pub"><day>{n % 28 + 1}</day><month>{n % ISSUES + 1}</month><year>1950</year></pub-date><volume>1</volume><issue>{n % ISSUES + 1}</issue><fpage>{n * 20 + 1}</fpage><lpage>{n * 20 + 20}</lpage><abstract><p>{text(30)}.</p></abstract></article-meta></front>
<body>{body}</body><back><fn-group>{fns}</fn-group></back></article>""")


def columns(site, table):
    return [row[0] for row in site.ask(f"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER' ORDER BY ordinal_position")]


def begin(site):
    """The 250 articles, imported, indexed and listed by the program itself, and kept apart for copying."""
    site.database(AS_READ)
    write_base(site.folder + "/in")
    if site.run("import", site.folder + "/in").returncode not in (0, 1) or site.number("SELECT COUNT(*) FROM articles") != BASE:
        raise SystemExit(f"The import failed; see {site.folder}/import.log")
    site.start("worker")
    while site.number("SELECT COUNT(*) FROM articles a LEFT JOIN recommended_articles r ON r.article_id = a.id WHERE r.listed_at IS NULL"):
        time.sleep(0.5)
    site.stop_nodes()
    site.ask(SETUP)
    left = {row[0] for row in site.ask("SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'public' AND c.column_name = 'article_id' AND c.data_type = 'uuid' AND t.table_type = 'BASE TABLE'")} - set(OF_ARTICLES)
    for table in sorted(left):
        if site.number(f"SELECT COUNT(*) FROM {table} WHERE article_id IN (SELECT id FROM articles)"):
            say(f"{table} is not multiplied: bench/curves.py does not know it")
    for table in [*OF_ARTICLES, *OF_WORKS, "archive_units"]:
        narrow = {"recommendations": " WHERE place <= 4", "works": " WHERE merged_into IS NULL", "article_versions": " WHERE number = 1", "search_index": " JOIN (SELECT id, article_id FROM search_texts) t USING (id)"}.get(table, "")
        site.ask(f"CREATE TABLE curves.{table} AS SELECT * FROM {table}{narrow}; ANALYZE curves.{table};")


def statements(site):
    """What writes a block of copies; :from and :to are its first and last copy."""
    made = [MAP]
    for table, other in OF_ARTICLES.items():
        names = columns(site, table)
        values = ", ".join({"article_id": "m.id", **other}.get(name, f"b.{name}") for name in names)
        own = {"articles": "id"}.get(table, "article_id")
        joins = "LEFT JOIN curves.classics k ON k.id = b.work_id" if table == "work_sources" else "JOIN curves.map o ON o.base = b.other_id AND o.copy = m.copy" if table == "recommendations" else ""
        made.append(f"INSERT INTO {table} ({', '.join(names)}) {'OVERRIDING SYSTEM VALUE ' if table == 'search_texts' else ''}SELECT {values} FROM curves.map m JOIN curves.{table} b ON b.{own} = m.base {joins};")
    for table, other in OF_WORKS.items():
        names = columns(site, table)
        values = ", ".join(other.get(name, f"b.{name}") for name in names)
        own = "id" if table == "works" else "work_id"
        made.append(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM generate_series(:from, :to) c CROSS JOIN curves.{table} b LEFT JOIN curves.classics k ON k.id = b.{own} WHERE k.id IS NULL;")
    return "SET enable_mergejoin = off; SET enable_nestloop = off; BEGIN;\n" + "\n".join(made).replace("curves.map", "curves.map:worker") + "\nCOMMIT;"


def grow(site, size):
    """Multiplies the articles up to that many: without indexes, which are built afterwards, and without a log."""
    there, wanted = site.number("SELECT copies FROM curves.state"), size // BASE
    began = time.monotonic()
    site.database(FAST)
    tables = ", ".join(f"'{table}'" for table in [*OF_ARTICLES, *OF_WORKS, "archive_units"])
    among = f"(SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname IN ({tables}))"
    keys = site.ask(f"SELECT conrelid::regclass, conname, regexp_replace(pg_get_constraintdef(oid), '\\s+', ' ', 'g'), contype FROM pg_constraint WHERE contype IN ('f', 'p', 'u') AND (conrelid IN {among} OR confrelid IN {among}) AND conparentid = 0 ORDER BY contype")
    indexes = site.ask(f"SELECT i.indexrelid::regclass, regexp_replace(pg_get_indexdef(i.indexrelid), '\\s+', ' ', 'g') FROM pg_index i WHERE i.indrelid IN {among} AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))")
    keys_first = sorted(keys, key=lambda key: key[3] != "f")
    drop = "\n".join([*(f"ALTER TABLE {key[0]} DROP CONSTRAINT {key[1]};" for key in keys_first), *(f"DROP INDEX {index[0]};" for index in indexes)])
    unlog = "\n".join(f"ALTER TABLE {table} SET UNLOGGED;" for table in [*OF_ARTICLES, *OF_WORKS, "archive_units"])
    site.ask(WITHOUT, **{"from": there, "to": wanted - 1, "last": wanted - 1})
    site.ask("BEGIN;" + drop + unlog + "".join(f"CREATE UNLOGGED TABLE IF NOT EXISTS curves.map{worker} (LIKE curves.map); CREATE INDEX IF NOT EXISTS map{worker}_bases ON curves.map{worker} (base, copy);" for worker in (1, 2)) + "COMMIT;")
    text = statements(site)
    blocks = [(first, min(first + BLOCK, wanted) - 1) for first in range(there, wanted, BLOCK)]
    together(site, [[(text, {"from": first, "to": last, "worker": worker}) for first, last in blocks[worker - 1::2]] for worker in (1, 2)])
    site.ask(f"UPDATE works w SET articles = c.n FROM (SELECT s.work_id, COUNT(DISTINCT s.article_id) AS n FROM work_sources s JOIN curves.classics k ON k.id = s.work_id GROUP BY s.work_id) c WHERE c.work_id = w.id; UPDATE curves.state SET copies = {wanted}; SELECT setval(pg_get_serial_sequence('search_texts', 'id'), {wanted * BASE + IDS + 1});")
    rows = time.monotonic()
    build = [*((f"ALTER TABLE {key[0]} ADD CONSTRAINT {key[1]} {key[2]};", {}) for key in keys if key[3] != "f"), *((index[1] + ";", {}) for index in indexes)]
    build.sort(key=lambda one: "gin" not in one[0])
    together(site, [build], shared=True)
    own = set(OF_ARTICLES) | set(OF_WORKS) | {"archive_units"}
    # Outside of these tables nothing that is read depends on the foreign keys, and a table with a log cannot refer to one without; between them they hold by how the rows were made.
    site.ask("".join(f"ALTER TABLE {key[0]} ADD CONSTRAINT {key[1]} {key[2]}{'' if 'NOT VALID' in key[2] else ' NOT VALID'};\n" for key in keys if key[3] == "f" and key[0] in own) + "UPDATE pg_constraint SET convalidated = true WHERE contype = 'f' AND NOT convalidated;")
    built = time.monotonic()
    together(site, [[(f"VACUUM ANALYZE {table};", {}) for table in [*OF_ARTICLES, *OF_WORKS, "archive_units", "issues", "journals"]]], shared=True)
    figure(size, 0, "rows_written_s", rows - began)
    figure(size, 0, "indexes_built_s", built - rows)
    figure(size, 0, "vacuumed_s", time.monotonic() - built)
    site.database(AS_READ)


def together(site, lists, shared=False):
    """Runs statements on two connections: each its own list, or both one list."""
    queues, faults = ([lists[0], lists[0]] if shared else lists), []

    def work(queue):
        while queue and not faults:
            sql, values = queue.pop(0)
            try:
                site.ask(sql, **values)
            except SystemExit as fault:
                faults.append(str(fault))
    threads = [threading.Thread(target=work, args=(queue,)) for queue in queues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(faults[0])


def cursor(identity, sort):
    return base64.urlsafe_b64encode(uuid.UUID(identity).bytes + sort.encode()).decode().rstrip("=")


def kinds(site, size):
    """Addresses of each kind of page, drawn at random."""
    draw, quote = random.Random(size), urllib.parse.quote
    letters = lambda number: "".join("abcdefghij"[int(digit)] for digit in str(number))
    some = lambda table, names, count, where="": site.ask(f"SELECT {names} FROM {table} TABLESAMPLE SYSTEM_ROWS({count}) {where}")
    site.ask("CREATE EXTENSION IF NOT EXISTS tsm_system_rows")
    numbers = draw.sample(range(BASE + 1, size), min(5000, size - BASE - 1))
    slugs = [f"copy-{number}" for number in numbers]
    places = some("articles", "id, recency_key, published, record_at", 2000)
    issues = site.ask("SELECT j.key, i.key FROM issues i JOIN journals j ON j.id = i.journal_id ORDER BY random() LIMIT 2000")
    works = site.ask("SELECT w.slug, w.id, w.articles FROM works w ORDER BY w.articles DESC, w.id DESC LIMIT 500") + [row for row in some("works", "slug, id, articles", 1500)]
    draw.shuffle(works)
    units = [row[0] for row in some("archive_units", "unit", 4000)]
    people = [row[0] for row in some("article_people", "person_key", 1000)]
    journals = sorted({journal for journal, _ in issues})
    years = site.ask("SELECT DISTINCT j.key, substr(i.published, 1, 4) FROM issues i JOIN journals j ON j.id = i.journal_id LIMIT 2000")
    common = [row[0] for row in site.ask("SELECT word FROM ts_stat('SELECT words FROM curves.search_index') WHERE word ~ '^[a-z]{4,}$' ORDER BY ndoc DESC, word LIMIT 40")]
    texts = [row[0].split() for row in site.ask("SELECT replace(split_part(analysed, chr(30), 4), chr(9), ' ') FROM curves.search_texts LIMIT 100") if row[0].strip()]
    pairs = [(words[i], words[i + 1]) for words in texts for i in [draw.randrange(len(words) - 1)] if words[i].isalpha() and words[i + 1].isalpha()]
    at = lambda row: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(row[3]) // 1000000))
    return {
        "front": ["/"],
        "article": [f"/articles/{slug}" for slug in slugs],
        "note": [f"/articles/{slug}/notes/{draw.randint(1, 7)}" for slug in slugs],
        "article_sources": [f"/articles/{slug}/sources" for slug in slugs],
        "list_deep": [f"/articles?after={cursor(row[0], row[1])}" for row in places],
        "journal": [f"/journals/{quote(key)}" for key in journals],
        "issue": [f"/journals/{quote(journal)}/{quote(issue)}" for journal, issue in issues],
        "author": [f"/authors/{quote(key)}" for key in people],
        "works_first": ["/works"],
        "works_deep": [f"/works?after={cursor(row[1], row[2])}" for row in works],
        "works_sought": [f"/works?q={draw.choice(common)}" for _ in range(200)],
        "work": [f"/works/{quote(row[0])}" for row in works],
        "sources": ["/sources"],
        "archive": ["/sources/rgaspi"],
        "unit": [f"/sources/{unit}" for unit in units if unit.count("/") == 3],
        "search_rare": [f"/search?q=qten{letters(number // 10)}" for number in numbers],
        "search_hundredth": [f"/search?q=qhundredth{letters(number)}" for number in range(100)],
        "search_common": [f"/search?q={draw.choice(common)}" for _ in range(200)],
        "search_two": [f"/search?q={draw.choice(common)}+qhundredth{letters(draw.randrange(100))}" for _ in range(500)],
        "search_narrowed": [f"/search?q=qhundredth{letters(draw.randrange(100))}&year={draw.choice(years)[1]}" for _ in range(500)],
        "search_common_narrowed": [f"/search?q={draw.choice(common)}&year={draw.choice(years)[1]}" for _ in range(200)],
        "search_phrase": [f"/search?q=%22{one}+{other}%22" for one, other in pairs],
        "search_newest": [f"/search?q={draw.choice(common)}&sort=new" for _ in range(200)],
        "oai_first": [f"/oai?verb=ListRecords&metadataPrefix=oai_dc&from={at(row)}" for row in places],
        "api_list": [f"/api/v1/articles?publishedUntil={row[2]}" for row in places],
        "api_journals": ["/api/v1/journals"],
        "api_changed": [f"/api/v1/articles?updatedSince={at(row)}" for row in places],
        "feed": ["/feed.atom"],
        "sitemap": ["/sitemap.xml"],
        "sitemap_year": [f"/sitemaps/{quote(journal)}/{year}.xml" for journal, year in years],
        "robots": ["/robots.txt"],
    }


def mixture(pages):
    """Of a hundred readers fifty open what many open, twenty any article, and thirty something else."""
    draw, paths = random.Random(5), []
    shares = {"note": 5, "list_deep": 4, "journal": 3, "issue": 4, "author": 2, "work": 2, "unit": 2, "search_rare": 2, "search_two": 1, "search_common": 1, "front": 1, "article_sources": 1, "sources": 1, "api_list": 0.5, "oai_first": 0.25, "feed": 0.25}
    for _ in range(200):
        paths += draw.choices(pages["article"][:100], k=50) + draw.choices(pages["article"], k=20)
        paths += [draw.choice(pages[kind]) for kind in draw.choices(list(shares), list(shares.values()), k=30)]
    return paths


LUA = """
local paths = {}
for line in io.lines(os.getenv("CURVES_PATHS")) do paths[#paths + 1] = line end
math.randomseed(tonumber(os.getenv("CURVES_SEED")))
request = function()
  return wrk.format("GET", paths[math.random(#paths)], { ["Accept-Encoding"] = "gzip", ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ["X-Forwarded-For"] = string.format("198.%d.%d.%d", 18 + math.random(0, 1), math.random(0, 255), math.random(1, 254)) })
end
done = function(summary, latency, requests)
  print(string.format("CURVES %d %f %f %f %d", summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""
SEED = [0]


def load(site, size, name, paths, seconds, connections):
    """One round of wrk, and what it cost."""
    SEED[0] += 1
    for file, text in (("paths", "\n".join(paths)), ("load.lua", LUA)):
        open(f"{site.folder}/{file}", "w").write(text)
    before = site.cpu()
    told = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s", "-s", site.folder + "/load.lua", f"http://{site.front}"],
                          env={**os.environ, "CURVES_PATHS": site.folder + "/paths", "CURVES_SEED": str(SEED[0])}, capture_output=True, text=True).stdout
    after = site.cpu()
    if (line := re.search(r"^CURVES (.*)", told, re.M)) is None:
        raise SystemExit(told)
    requests, took, half, most, failed = (float(word) for word in line[1].split())
    if name is None:
        return
    nodes = len(site.nodes)
    if requests == 0:
        say(f"{name}: not one answer in {seconds} s")
        return
    figure(size, nodes, name + "_per_s", requests / took)
    figure(size, nodes, name + "_p50_ms", half)
    figure(size, nodes, name + "_p95_ms", most)
    for part in before:
        figure(size, nodes, f"{name}_{part}_cpu_s_per_1000", 1000 * (after[part] - before[part]) / requests)
    if failed:
        figure(size, nodes, name + "_failed", failed)


def figure(size, nodes, name, value):
    print(f"curves {size} {nodes} {name} {value:.3f}" if value < 10 else f"curves {size} {nodes} {name} {value:.1f}", flush=True)


def quiet(site, size, name, seconds):
    """What the parts use while nobody asks for anything."""
    before = site.cpu()
    time.sleep(seconds)
    after = site.cpu()
    for part in ("node", "database"):
        figure(size, len(site.nodes), f"{name}_{part}_cpu_ms_per_s", 1000 * (after[part] - before[part]) / seconds)


def tell_statements(site, name):
    path = os.environ.get("RECTO_BENCH_STATEMENTS")
    if not path:
        return
    site.ask("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    rows = site.ask("SELECT calls, round(mean_exec_time::numeric, 2), round(max_exec_time::numeric, 1), round(total_exec_time::numeric), rows, regexp_replace(left(query, 700), '\\s+', ' ', 'g') FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 25")
    with open(path, "a") as file:
        print(f"== {name}: calls, mean ms, longest ms, all ms, rows", *("\t".join(row) for row in rows), sep="\n", file=file)
    site.ask("SELECT pg_stat_statements_reset()")


def measure(site, size, seconds):
    pages = kinds(site, size)
    wanted = os.environ.get("RECTO_BENCH_KINDS", "").split() or [*pages, "article_cached", "mix", "worker"]
    figure(size, 0, "database_mb", site.number("SELECT pg_database_size('recto') / 1000000") - site.number("SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint / 1000000 FROM pg_class c WHERE c.relnamespace = 'curves'::regnamespace AND c.relkind = 'r'"))
    tell_statements(site, f"{size} before")
    for count in map(int, os.environ.get("RECTO_BENCH_NODES", "1 2").split()):
        if set(pages) & set(wanted):
            site.serve(count, RECTO_PAGE_CACHE="off")
            load(site, size, None, [path for paths in pages.values() for path in paths[:5]], max(10, 2 * seconds), 4)  # Compiled first.
            for name in pages:
                if name in wanted:
                    load(site, size, None, pages[name], 1, 2)
                    tell_statements(site, f"{size} {count} warming")
                    load(site, size, name, pages[name], seconds, 2)
                    tell_statements(site, f"{size} {count} {name}")
            site.stop_nodes()
        if {"article_cached", "mix"} & set(wanted):
            figure(size, count, "start_ms", 1000 * site.serve(count))
            began = time.monotonic()
            fetch(site.front, "/")
            figure(size, count, "first_page_ms", 1000 * (time.monotonic() - began))
            figure(size, count, "node_mb_at_start", memory(site.nodes[0][0]))
            time.sleep(5)
            tell_statements(site, f"{size} {count} start")
            quiet(site, size, "quiet", 10)
            tell_statements(site, f"{size} {count} quiet")
            load(site, size, None, pages["article"][:100], 2, 8)
            load(site, size, "article_cached", pages["article"][:100], seconds, 8)
            mixed = mixture(pages)
            load(site, size, None, mixed, 2 * seconds, 8)
            tell_statements(site, f"{size} {count} warming")
            load(site, size, "mix", mixed, 4 * seconds, 8)
            tell_statements(site, f"{size} {count} mix")
            figure(size, count, "node_mb_after", memory(site.nodes[0][0]))
            site.stop_nodes()
    if "worker" in wanted:
        # What it does at its start, when all keepers look; then a minute in which nothing is due.
        site.nodes, site.balancer = [(site.start("worker")[0].pid, None)], None
        quiet(site, size, "worker_first_minute", 60)
        tell_statements(site, f"{size} worker, first minute")
        quiet(site, size, "worker_later", 40)
        tell_statements(site, f"{size} worker, later")
        figure(size, 1, "worker_mb", memory(site.nodes[0][0]))
        site.stop_nodes()


def main():
    folder, sizes, seconds, command = sys.argv[1], [int(size) for size in sys.argv[2].split()], int(sys.argv[3]), sys.argv[4:]
    if any(size % BASE or size < 4 * BASE for size in sizes) or sizes != sorted(sizes) or not command:
        raise SystemExit(f"{__doc__}\nSIZES are multiples of {BASE}, {4 * BASE} at least, the smallest first.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    site = Site(folder, command)
    try:
        if os.path.exists(site.data + "/PG_VERSION"):
            site.database(AS_READ)
        else:
            begin(site)
        for size in sizes:
            there = site.number("SELECT copies FROM curves.state") * BASE
            if size < there:
                say(f"{size} articles are passed over: the database in {folder} has {there} already")
                continue
            if size > there:
                grow(site, size)
            measure(site, size, seconds)
    finally:
        site.stop_nodes()
        site.stop_database()


main()
