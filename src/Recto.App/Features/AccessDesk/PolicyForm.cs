using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Access;
using Recto.Storage.Issues;

namespace Recto.App.Features.AccessDesk;

/// <summary>What a journal says of who may read it as a form, and back.</summary>
internal static class PolicyForm
{
    /// <summary>Most times in which the journal stands open.</summary>
    public const int MostWindows = 24;

    /// <summary>Most months of a moving wall.</summary>
    public const int MostMonths = 1200;

    private const int LongestWords = 200;
    private static readonly (string Name, AccessParts Form)[] Forms = [("free_files", AccessParts.Files), ("free_pdf", AccessParts.Pdf), ("free_epub", AccessParts.Epub), ("free_jats", AccessParts.Jats)];

    /// <summary>Names of the fields, in order.</summary>
    public static IEnumerable<string> Names(IEnumerable<SectionRow> sections, int windows) =>
    [
        "reading", "notes_open", "wall", "free_files", "free_pdf", "free_epub", "free_jats", "crawlers",
        .. sections.Select(section => SectionField(section.Key)),
        .. Enumerable.Range(0, windows).SelectMany(i => new[] { $"from_{i}", $"until_{i}", $"section_{i}", $"words_{i}" }),
    ];

    /// <summary>The field of a section.</summary>
    public static string SectionField(string key) => "in_" + key;

    /// <summary>How many lines of times the form has: those that are kept, and one to write a new one in.</summary>
    public static int Lines(FormValues form) => Enumerable.Range(0, MostWindows).Count(i => i == 0 || form.Text($"from_{i - 1}") is not null || form.Text($"until_{i - 1}") is not null);

    /// <summary>How a field is called.</summary>
    public static string Label(Say say, string name, IReadOnlyList<SectionRow> sections) => name switch
    {
        "reading" => say["Who may read its articles"],
        "notes_open" => say["The notes of closed articles stand open"],
        "wall" => say["Free to read after so many months"],
        "free_files" => say["Files as they came in"],
        "free_pdf" => "PDF",
        "free_epub" => "EPUB",
        "free_jats" => "JATS",
        "crawlers" => say["Crawlers of search engines read the text of closed articles"],
        _ when name.StartsWith("in_", StringComparison.Ordinal) => sections.FirstOrDefault(section => SectionField(section.Key) == name)?.Name(say.Language, null) ?? name["in_".Length..],
        _ when name.StartsWith("from_", StringComparison.Ordinal) => say["First day"],
        _ when name.StartsWith("until_", StringComparison.Ordinal) => say["Last day"],
        _ when name.StartsWith("section_", StringComparison.Ordinal) => say["Section"],
        _ => say["What readers are told"],
    };

    /// <summary>What a value is called where it is not the words that were typed.</summary>
    public static string? Words(Say say, string name, string? value) => name switch
    {
        "reading" => value == "closed" ? say["those who have a right to them"] : say["everybody"],
        "notes_open" or "crawlers" or "free_files" or "free_pdf" or "free_epub" or "free_jats" => value is null ? say["no"] : say["yes"],
        _ when name.StartsWith("in_", StringComparison.Ordinal) => value switch { "free" => say["everybody"], "closed" => say["those who have a right to them"], _ => say["as in the journal"] },
        _ => value,
    };

    /// <summary>The form that shows what is kept.</summary>
    public static FormValues Of(JournalAccess access)
    {
        var policy = access.Policy;
        var form = new FormValues(
            ("reading", Word(access.Reading)), ("notes_open", access.NotesAreOpen ? "on" : null), ("wall", policy.MovingWallMonths?.ToString(CultureInfo.InvariantCulture)), ("crawlers", policy.LetsCrawlersIn ? "on" : null),
            (EditConflict.VersionField, access.EditVersion.ToString(CultureInfo.InvariantCulture)));
        foreach (var (name, part) in Forms)
        {
            form.Set(name, policy.FreeForms.HasFlag(part) ? "on" : null);
        }

        foreach (var (key, reading) in policy.Sections)
        {
            form.Set(SectionField(key), Word(reading));
        }

        foreach (var (i, window) in policy.Windows.Index())
        {
            form.Set($"from_{i}", Day(window.From));
            form.Set($"until_{i}", Day(window.Until.AddTicks(-1)));
            form.Set($"section_{i}", window.Section);
            form.Set($"words_{i}", window.Words);
        }

        return form;
    }

    /// <summary>Reads what was typed; what is wrong is said in the form.</summary>
    public static JournalAccess Read(FormValues form, IReadOnlyList<SectionRow> sections, Say say)
    {
        int? months = null;
        if (form.Text("wall") is { } wall)
        {
            months = int.TryParse(wall, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostMonths ? number : null;
            if (months is null)
            {
                form.Wrong("wall", say["“{0}” is no number of months from 1 to {1}. As in 24; leave it empty where closed articles stay closed.", wall, MostMonths]);
            }
        }

        return new(form.Text("reading") == "closed" ? ReadingPolicy.Closed : ReadingPolicy.Free, form.Has("notes_open"), new AccessPolicy
        {
            MovingWallMonths = months,
            Sections = sections.Where(section => form.Text(SectionField(section.Key)) is "free" or "closed")
                .ToDictionary(section => section.Key, section => form.Text(SectionField(section.Key)) == "free" ? ReadingPolicy.Free : ReadingPolicy.Closed, StringComparer.Ordinal),
            Windows = [.. Enumerable.Range(0, MostWindows).Select(i => Window(form, i, sections, say)).OfType<FreeWindow>().OrderBy(window => window.From)],
            FreeForms = Forms.Aggregate(AccessParts.Everything, (parts, one) => form.Has(one.Name) ? parts : parts & ~one.Form),
            LetsCrawlersIn = form.Has("crawlers"),
        }, EditConflict.ShownVersion(form));
    }

    private static FreeWindow? Window(FormValues form, int i, IReadOnlyList<SectionRow> sections, Say say)
    {
        if (form.Text($"from_{i}") is null && form.Text($"until_{i}") is null)
        {
            return null; // An empty line, or one that was emptied to take it away.
        }

        var (from, until) = (Date(form, $"from_{i}", say), Date(form, $"until_{i}", say));
        if (until < from)
        {
            form.Wrong($"until_{i}", say["The last day lies before the first. Change one of them."]);
        }

        if (form.Text($"words_{i}") is { Length: > LongestWords } words)
        {
            form.Wrong($"words_{i}", say["This has {0} characters; up to {1} are kept.", words.Length, LongestWords]);
        }

        return from is { } first && until is { } last && first <= last
            ? new(Begin(first), Begin(last.AddDays(1)), sections.FirstOrDefault(section => section.Key == form.Text($"section_{i}"))?.Key, form.Text($"words_{i}"))
            : null;
    }

    private static DateOnly? Date(FormValues form, string name, Say say)
    {
        if (Dates.ReadDay(form.Text(name)) is { Year: > 1900 and < 9000 } date)
        {
            return date;
        }

        form.Wrong(name, say["Write a day as year, month, day: 2027-10-25."]);
        return null;
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(ReadingPolicy reading) => reading == ReadingPolicy.Closed ? "closed" : "free";
}
