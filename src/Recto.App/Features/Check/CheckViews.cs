using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>The page <c>/check</c>: the form, and below it what was found.</summary>
public sealed record CheckView
{
    /// <summary>The text in the field.</summary>
    public string Text { get; init; } = "";

    /// <summary>Name of the style that is chosen.</summary>
    public string Style { get; init; } = HouseStyle.OfTheArticle.Name;

    /// <summary>The file that travels with the page; null where text was checked.</summary>
    public CarriedView? Carried { get; init; }

    /// <summary>Why nothing was checked, a whole sentence; null where nothing is wrong.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whether the trouble is with the file, not with the text.</summary>
    public bool TroubleWithFile { get; init; }

    /// <summary>Whether what was sent was read and holds no note.</summary>
    public bool NoNotes { get; init; }

    /// <summary>What was found; null before anything was checked.</summary>
    public ResultView? Result { get; init; }

    /// <summary>How many rules there are.</summary>
    public int Rules { get; init; }

    /// <summary>Bytes a file may have; the script says at once that a larger one is not taken.</summary>
    public int LargestFile { get; init; }

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new()
    {
        Title = Result is not null ? $"{Result.Heading} · Check your notes" : Trouble is not null || NoNotes ? "Nothing checked · Check your notes" : "Check your notes",
        Address = CheckFeature.Address,
        Description = "Paste footnotes or drop a manuscript: Recto reads them as a copy editor would and says what it finds, note by note.",
        Script = "check.js",
    };

    /// <summary>What the style that is chosen means.</summary>
    public string StyleSays => Style == HouseStyle.OfTheArticle.Name
        ? "By its own habit an article is asked only to be consistent."
        : "What this style decides is asked for; what it leaves open, the article’s own habit decides.";
}

/// <summary>A file that travels with the page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in words.</param>
public sealed record CarriedView(string Name, string Size);

/// <summary>What was found.</summary>
public sealed record ResultView
{
    /// <summary><c>9 notes read, 6 findings</c>.</summary>
    public required string Heading { get; init; }

    /// <summary>How severe, and what can be mended.</summary>
    public required string Summary { get; init; }

    /// <summary>What was done or could not be done, whole sentences.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>All notes in order.</summary>
    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>The filters by severity.</summary>
    public required IReadOnlyList<FilterView> Severities { get; init; }

    /// <summary>The filters by group.</summary>
    public required IReadOnlyList<FilterView> Groups { get; init; }

    /// <summary>Whether notes without findings are hidden.</summary>
    public required bool OnlyFound { get; init; }

    /// <summary>How many safe fixes can be made.</summary>
    public required int SafeFixes { get; init; }

    /// <summary>How many fixes can be made.</summary>
    public required int Fixes { get; init; }

    /// <summary>Whether there is a corrected file to download.</summary>
    public required bool CanDownload { get; init; }

    /// <summary>Whether the corrected file has changes that are tracked, and comments.</summary>
    public required bool IsWord { get; init; }

    /// <summary>How many sources the notes cite.</summary>
    public required int Sources { get; init; }

    /// <summary>The bibliography as text.</summary>
    public required string Bibliography { get; init; }

    /// <summary>Whether anything was found.</summary>
    public bool HasFindings => Severities.Count > 0;
}

/// <summary>One box that shows or hides findings.</summary>
/// <param name="Key">What is sent, and the end of its id.</param>
/// <param name="Name">What is shown or hidden.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Checked">Whether they are shown.</param>
public sealed record FilterView(string Key, string Name, int Count, bool Checked);

/// <summary>One note.</summary>
/// <param name="Id">Id of its element.</param>
/// <param name="Label">Its number as printed.</param>
/// <param name="Language">BCP 47 tag; null where it is not known.</param>
/// <param name="Html">Its words with the marks.</param>
/// <param name="Findings">What is wrong with it.</param>
public sealed record NoteView(string Id, string Label, string? Language, string Html, IReadOnlyList<FindingView> Findings);

/// <summary>One finding.</summary>
/// <param name="Id">Id of its element.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Message">The sentence.</param>
/// <param name="MarkId">Id of the mark where it begins.</param>
/// <param name="WhyHtml">Why it matters.</param>
/// <param name="Fix">How to mend it; null where a person must think first.</param>
public sealed record FindingView(string Id, DiagnosticDescriptor Rule, string Message, string MarkId, string WhyHtml, FixView? Fix)
{
    /// <summary>The word for its severity.</summary>
    public string Severity => FindingWords.KeyOf(Rule.Severity) is var key ? char.ToUpperInvariant(key[0]) + key[1..] : "";

    /// <summary>Classes.</summary>
    public string Class => FindingWords.ClassOf(Rule);
}

/// <summary>A fix as it is offered.</summary>
/// <param name="Key">What is sent.</param>
/// <param name="Changes">What is taken out and put in.</param>
/// <param name="IsSafe">Whether it may be made unseen.</param>
/// <param name="IsChosen">Whether it is ticked.</param>
/// <param name="Obstacle">Why it cannot be made here; null where it can.</param>
public sealed record FixView(string Key, IReadOnlyList<ChangeView> Changes, bool IsSafe, bool IsChosen, string? Obstacle);

/// <summary>A change in words: what stood there, and what will.</summary>
/// <param name="Before">The words, with what surrounds them where they are short.</param>
/// <param name="After">The words afterwards.</param>
public sealed record ChangeView(string Before, string After);

/// <summary>The page of a rule.</summary>
public sealed record RuleView
{
    /// <summary>The rule.</summary>
    public required DiagnosticDescriptor Rule { get; init; }

    /// <summary>How severe, and whether it can be mended.</summary>
    public required string LeadHtml { get; init; }

    /// <summary>What the page says.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>The rule before; null for the first.</summary>
    public required DiagnosticDescriptor? Before { get; init; }

    /// <summary>The rule after; null for the last.</summary>
    public required DiagnosticDescriptor? After { get; init; }

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = $"{Rule.Id}: {Rule.Title}", Address = $"{CheckFeature.Address}/{Rule.Id}" };
}

/// <summary>All rules.</summary>
/// <param name="Rules">In order of id.</param>
public sealed record RulesView(IReadOnlyList<DiagnosticDescriptor> Rules)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = "What Recto looks for", Address = CheckFeature.RulesAddress };
}
