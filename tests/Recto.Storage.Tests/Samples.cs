using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Articles;

namespace Recto.Storage.Tests;

/// <summary>Articles and apparatuses of our own writing.</summary>
internal static class Samples
{
    public static Doi Doi(string text) => Journals.Identifiers.Doi.TryParse(text, out var doi) ? doi : throw new ArgumentException(text);

    public static Issn Issn(string text) => Journals.Identifiers.Issn.TryParse(text, out var issn) ? issn : throw new ArgumentException(text);

    public static ArticleToSave Article(Guid journal, string title = "Keepers before numbers", string? doi = null, string source = "source-1", string? slug = null, bool draft = false,
        PartialDate? published = null, Guid? issue = null, int? position = null, string? firstPage = "193")
    {
        var article = new Article
        {
            Title = title,
            Doi = doi is null ? null : Doi(doi),
            FirstPage = firstPage,
            LastPage = firstPage is null ? null : "210",
            PublishedOnline = published,
            Language = "en",
            Type = "research-article",
            Section = "Articles",
            Contributors = [new() { Role = "author", Family = "Contin", Given = "Sara" }, new() { Role = "author", Family = "Meladze", Given = "Davit" }, new() { Role = "editor", Family = "Tarrow" }],
        };
        return new ArticleToSave
        {
            Slug = slug ?? "keepers-before-numbers",
            JournalId = journal,
            IssueId = issue,
            Position = position,
            Article = article,
            Identity = ArticleIdentity.Of(article, null),
            Format = SourceFormat.Jats,
            SourceHash = source,
            IsDraft = draft,
            Fragments = Fragments(title),
        };
    }

    public static ArticleFragments Fragments(string title, int paragraphs = 1) => new()
    {
        Title = $"<i>{title}</i>",
        Abstract = "<section><p>Венеция, 1797 — et «ailleurs»</p></section>",
        Body = string.Concat(Enumerable.Repeat("<p>The keepers knew their shelves by heart.</p><!--notes--><!--/notes-->", paragraphs)),
        Notes = "<ol><li>𝔄 note</li></ol>",
        Sources = "",
        References = "",
        About = "<p>About</p>",
        Contents = [new("one", 2, "Shelves & “numbers”"), new("two", 3, "Листы")],
        NoteBodies = [],
    };

    /// <summary>Words without sense, the same for the same seed.</summary>
    public static string Prose(int seed, int words)
    {
        var random = new Random(seed);
        return "<p>" + string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(2000)}")) + "</p>";
    }

    public static Apparatus Apparatus()
    {
        const string First = "RGASPI, f. 558, op. 11, d. 431, l. 94 ob.";
        const string Second = "Ibid., l. 95.";
        const string Third = "But see M. Vaïsse, Les militaires français (Paris, 1983), 12; illegible.";
        var archival = new ArchivalReference
        {
            Span = new(0, First.Length - 1),
            Form = ReferenceForm.Full,
            Confidence = 0.98,
            Repository = Printed(First, "RGASPI"),
            RepositoryId = "rgaspi",
            Path = [Printed(First, "558"), Printed(First, "11,") with { Text = "11" }, Printed(First, "431")],
            Folio = Printed(First, "94"),
            Side = FolioSide.Verso,
        };
        var back = new BackReference { Span = new(0, 5), Form = ReferenceForm.Ibid, Confidence = 0.9, Word = Printed(Second, "Ibid."), Pages = Printed(Second, "95") };
        var book = new PublishedReference
        {
            Span = new(8, 60),
            Form = ReferenceForm.Full,
            Confidence = 0.75,
            Kind = ReferenceKind.Book,
            Authors = [new("Vaïsse", "M.", new(8, 17))],
            Title = Printed(Third, "Les militaires français"),
            Place = Printed(Third, "Paris"),
            Year = Printed(Third, "1983"),
            Pages = Printed(Third, "12"),
        };
        var unread = new UnreadReference { Span = new(62, 71), Form = ReferenceForm.Full, Confidence = 0.1 };
        return new Apparatus
        {
            EngineVersion = "7",
            Notes =
            [
                new(new Note { Id = "n1", Label = "1", Text = First, Language = "ru-Latn", Emphasis = [new(new(0, 6), Emphasis.SmallCaps)] },
                    [new() { Reference = archival, Kind = ReferenceKind.Archival, SourceId = "rgaspi-558-11-431", Confidence = 0.98 }], []),
                new(new Note { Id = "n2", Label = "2", Text = Second },
                    [new() { Reference = back, Kind = ReferenceKind.Archival, SourceId = "rgaspi-558-11-431", RefersTo = new("1", 0, 0), Confidence = 0.88, Reason = "the only reference of note 1" }], []),
                new(new Note { Id = "n3", Label = "3", Text = Third },
                    [
                        new() { Reference = book, Kind = ReferenceKind.Book, SourceId = "vaisse-1983", Confidence = 0.75 },
                        new() { Reference = unread, Kind = ReferenceKind.Unknown, RefersTo = new("99", null, null), Confidence = 0.1 },
                    ], [new(0, 7)]),
            ],
            Sources =
            [
                new() { Id = "rgaspi-558-11-431", Kind = ReferenceKind.Archival, Best = new(0, 0), Mentions = [new(0, 0), new(1, 0)] },
                new() { Id = "vaisse-1983", Kind = ReferenceKind.Book, Best = new(2, 0), Mentions = [new(2, 0)] },
            ],
        };
    }

    public static IReadOnlyList<NoteToSave> Notes(Apparatus apparatus) =>
    [
        new(new Note { Id = "nt-a", Label = "a", Text = "A note of a table." }, NoteContainer.Table, "<p>A note of a table.</p>"),
        .. apparatus.Notes.Select(read => new NoteToSave(read.Note, NoteContainer.Body, $"<p>{read.Note.Text}</p>")),
    ];

    private static Field Printed(string text, string words) => new(words, new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length));
}
