using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Works;
using Recto.Notes.Text;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>The list of works.</summary>
public sealed record WorksView
{
    /// <summary>One page of them.</summary>
    public required IReadOnlyList<WorkListRow> Works { get; init; }

    /// <summary>What was looked for; empty for everything.</summary>
    public required string Sought { get; init; }

    /// <summary>In which order.</summary>
    public required WorkOrder Order { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Path and query of the first page.</summary>
    public string Address => WorksFeature.Address + (Sought.Length > 0 || Order != WorkOrder.MostCited ? "?" : "") + string.Join('&', new[] { Sought.Length > 0 ? "q=" + Uri.EscapeDataString(Sought) : null, Order == WorkOrder.Name ? "sort=name" : null }.OfType<string>());

    /// <summary>The head and foot.</summary>
    public Masthead Masthead => new()
    {
        Title = Sought.Length > 0 ? $"{Sought} · {Say.Here["Works cited"]}" : Say.Here["Works cited"],
        Description = Say.Here["Every book, chapter, article, thesis and printed edition that the notes of this site cite, with the notes that cite it."],
        Address = WorksFeature.Address,
        Language = Say.Here.Language,
    };
}

/// <summary>The page of a work.</summary>
public sealed record WorkView
{
    /// <summary>The work.</summary>
    public required WorkRow Work { get; init; }

    /// <summary>One page of the articles that cite it.</summary>
    public required IReadOnlyList<CitingArticleRow> Citing { get; init; }

    /// <summary>Works that have to do with it.</summary>
    public required IReadOnlyList<RelatedWorkRow> Related { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Who looks at it.</summary>
    public required Asker Reader { get; init; }

    /// <summary>Path of the page.</summary>
    public string Address => WorksFeature.AddressOf(Work.Slug);

    /// <summary>Its name: the title, else what stands for it.</summary>
    public string Name => Work.Record.DisplayTitle ?? Work.Slug;

    /// <summary>Ways in which it is written that say the title otherwise than the best record, each once.</summary>
    public IReadOnlyList<string> OtherForms
    {
        get
        {
            var known = new HashSet<string>(StringComparer.Ordinal) { Key(WorkLine.Text(Work.Record)) };
            return [.. Work.Forms.Select(WorkLine.Text).Where(line => line.Length > 0 && known.Add(Key(line))).Take(12)];
        }
    }

    /// <summary>The head and foot.</summary>
    public Masthead Masthead => new()
    {
        Title = BoundedText.Shortened(Name, 110),
        Description = Say.Here["Who cites it, in which note and on which page: {0}", WorkLine.Text(Work.Record)],
        Address = Address,
        Language = Say.Here.Language,
        TellsMachines = true,
        Feed = new FeedAddress(Address + "/feed.atom", Address + "/feed.rdf", Say.Here["New articles that cite this"]),
    };

    /// <summary>Whether the notes of an article may be read by whoever looks.</summary>
    public bool Opens(CitingArticleRow article) => Reader.Decide(article.Terms).Notes;

    private static string Key(string line) => string.Join(' ', Recto.Notes.Resolution.WordFolding.Words(line, 80));
}
