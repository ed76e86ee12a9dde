#!/usr/bin/env python3
"""Makes recall.jsonl from queries and regular expressions over the articles as they were imported: what must be found is told by a rule that knows nothing of the search. Usage: make.py recto.db > recall.jsonl"""
import html, json, re, sqlite3, sys

# id, half, kind, query, regular expression of what must be found, words in whose articles nothing must be found (slug beginnings)
Q = [
 ("train", "script", "Литвинов", r"Litvinov"), ("test", "script", "Litwinow", r"Litvinov"),
 ("train", "script", "Litvinoff", r"Litvinov"), ("test", "script", "Литвинова", r"Litvinov"),
 ("train", "script", "Бахтин", r"\bBakhtin\b|\bBajt[ií]n\b"), ("test", "script", "Bachtin", r"\bBakhtin\b|\bBajt[ií]n\b"),
 ("train", "script", "Волошинов", r"(?i)Vološinov|Vol[oó]chinov|Voloshinov"), ("test", "script", "Woloschinow", r"(?i)Vološinov|Vol[oó]chinov|Voloshinov"),
 ("train", "script", "Voloshinov", r"(?i)Vološinov|Vol[oó]chinov|Voloshinov"),
 ("train", "script", "Медведев", r"M[eé]dv[ie]+dev|Medvi[eé]dev"), ("test", "script", "Medwedew", r"M[eé]dv[ie]+dev|Medvi[eé]dev"),
 ("train", "script", "Достоевский", r"Dosto[ií]?[eéi]+vsk[iy]"), ("test", "script", "Dostojewski", r"Dosto[ií]?[eéi]+vsk[iy]"),
 ("test", "script", "Достоевского", r"Dosto[ií]?[eéi]+vsk[iy]"),
 ("train", "script", "Мельтюхов", r"Mel.tyukhov"), ("test", "script", "Meltiukhov", r"Mel.tyukhov"),
 ("train", "script", "Чайковский", r"Tchaikovsk|Tchaïkovsk|Chaikovsk"), ("test", "script", "Tschaikowski", r"Tchaikovsk|Tchaïkovsk|Chaikovsk"),
 ("train", "script", "Стравинский", r"Stravinsk[iy]"), ("test", "script", "Strawinsky", r"Stravinsk[iy]"),
 ("train", "script", "Хлевнюк", r"Khlevniuk"), ("test", "script", "Chlewnjuk", r"Khlevniuk"),
 ("train", "script", "Чубарьян", r"Tchoubarian|Chubar.?ian"), ("test", "script", "Новомбергский", r"Novombergskii"),
 ("train", "script", "Орешников", r"Oreshnikov"), ("test", "script", "Oreschnikow", r"Oreshnikov"),
 ("train", "script", "Эйзенштейн", r"(?i)E[iy][sz]ens(h|ch)?te[iy]n"), ("test", "script", "Мариинский", r"Mariinsk[iy]\b"),
 ("train", "script", "Козлов", r"Kozlov\b"), ("test", "script", "Рудакова", r"Rudakova"),
 ("train", "diacritics", "Vaisse", r"Vaïsse"), ("test", "diacritics", "Coeuré", r"C(œ|oe)uré"),
 ("train", "diacritics", "securite d'abord", r"Sécurité d’abord"), ("test", "diacritics", "Fussnote", r"Fußnote"),
 ("train", "apostrophe", "\"V borʹbe za mir\"", r"V bor’be za mir"), ("test", "apostrophe", "bor'ba za Yevropu", r"bor’ba za Yevropu"),
 ("train", "apostrophe", "armée française", r"(?si)armées? .*française|française.*armées?\b"), ("test", "apostrophe", "\"goût de l'archive\"", r"Goût de l’archive"),
 ("train", "hyphen", "cooperation military", r"(?si)co-?operation.*military|military.*co-?operation"), ("test", "hyphen", "franco-soviétiques", r"franco-soviétiques"),
 ("train", "phrase", "\"collective security\"", r"(?i)collective security"), ("test", "phrase", "\"nothing but the reference\"", r"(?i)nothing but the reference"),
 ("train", "prefix", "Upushch*", r"Upushch"), ("test", "prefix", "Momiglian*", r"Momiglian"),
 ("train", "call number", "RGASPI 558/11/431", r"558/11/431"), ("test", "call number", "РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 125", r"558/11/431"),
 ("train", "call number", "AVPRF, f. 05, op. 13, p. 94, d. 70", r"05/13/94/70"), ("test", "call number", "РГВА 33988/3а/299", r"33988/3[aа]/299|33988, op. 3a, d. 299"),
 ("train", "call number", "SHAT 7N 3121", r"7N 3121"), ("test", "call number", "FO 371/17251", r"FO 371/17251"),
 ("train", "field", "note:Weygand", r"§Weygand"), ("test", "field", "note:Grimsted note:Returned", r"§(?s)Grimsted.*Returned from Russia"),
 ("train", "field", "author:Вершинин", r"@Vershinin"), ("test", "field", "title:footnote author:Marchmont", r"@Marchmont"),
 ("train", "field", "archive:RGVA", r"RGVA,? (f\. )?\d|\(RGVA\),? (f\. )?\d|33988/3"), ("test", "field", "archive:РГАСПИ", r"558/11/431|RGASPI,? (f\. )?17|17/162/14"),
 ("train", "words", "cholera quarantine", r"(?s)(?i)cholera.*quarantine|quarantine.*cholera"), ("test", "words", "Gibbon Vindication", r"(?s)Gibbon.*Vindication"),
 ("train", "words", "Ranke Venetian", r"(?s)Ranke.*Venetian"), ("test", "words", "Duroselle Décadence", r"(?s)Duroselle.*Décadence"),
]

def read(path):
    c = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for id, slug, article, body, about, refs in c.execute("SELECT a.id, a.slug, a.article, f.body_html, f.about_html, f.references_html FROM articles a JOIN article_fragments f ON f.article_id = a.id ORDER BY a.slug"):
        text = lambda h: html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|h\d|td|div)>", " ", h)))
        record = json.loads(article)
        words = [record["title"], record.get("subtitle") or ""] + [t["text"] for t in record.get("translatedTitles", []) + record.get("abstracts", [])] + record.get("keywords", [])
        people = [" ".join(filter(None, [p.get("given"), p.get("family")])) for p in record.get("contributors", [])]
        notes = c.execute("SELECT html_id, text FROM notes WHERE article_id = ? ORDER BY ordinal", (id,)).fetchall()
        yield slug, " ".join(words + people + [text(re.sub(r"<!--notes-->.*?<!--/notes-->", " ", body.decode(), flags=re.S)), text(about.decode()), text(refs.decode())]), people, notes

articles = list(read(sys.argv[1]))
for number, (half, kind, query, rule) in enumerate(Q, 1):
    must = []
    for slug, text, people, notes in articles:
        if rule[0] == "@":
            hit, in_notes = any(re.search(rule[1:], p) for p in people), []
        else:
            in_notes = [id for id, t in notes if re.search(rule.lstrip("§"), t)]
            hit = bool(in_notes) or (rule[0] != "§" and bool(re.search(rule, text + " " + " ".join(t for _, t in notes))))
        if hit:
            must += [slug] + [f"{slug}#{id}" for id in in_notes[:2] if not query.startswith("archive:")]
    print(json.dumps({"id": f"q{number:02}", "half": half, "kind": kind, "query": query, "must": must, "mustNot": ["*"]}, ensure_ascii=False))
