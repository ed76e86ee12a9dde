using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>An issue's record as a form, and back.</summary>
internal static class IssueRecordForm
{
    /// <summary>Names of its fields in order.</summary>
    public static readonly string[] Names = ["volume", "number", "title", "kind", "published", "key", "description", "editors"];

    /// <summary>How each field is called.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "volume" => say["Volume"],
        "number" => say["Number"],
        "title" => say["Title"],
        "kind" => say["Kind"],
        "published" => say["Date"],
        "key" => say["Address"],
        "description" => say["About the issue"],
        "editors" => say["Guest editors"],
        _ => name,
    };

    /// <summary>What a value is called where it is not the words that were typed.</summary>
    public static string? Words(Say say, string name, string? value) => name == "kind" ? IssueWords.Kind(say, Kind(value)) : value;

    /// <summary>Value and words of every kind.</summary>
    public static IReadOnlyList<(string Value, string Words)> Kinds(Say say) => [.. Enum.GetValues<IssueKind>().Select(kind => (Value(kind), IssueWords.Kind(say, kind)))];

    /// <summary>The form that shows an issue.</summary>
    public static FormValues Of(IssueRow row) => new(
        ("volume", row.Issue.Volume), ("number", row.Issue.Number), ("title", row.Issue.Title), ("kind", Value(row.Issue.Kind)), ("published", row.Issue.Published?.ToString()), ("key", row.Issue.Key),
        ("description", row.Issue.Details.Description), ("editors", row.Issue.Details.Editors), (EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what was typed; what is wrong is said in the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="kept">The issue as it is kept; null for a new one.</param>
    /// <param name="say">Words.</param>
    public static Issue Read(FormValues form, Issue? kept, Say say)
    {
        foreach (var (name, longest) in new[] { ("volume", 20), ("number", 20), ("title", 500), ("editors", 500), ("description", 10_000) })
        {
            if (form.Text(name) is { } text && text.Length > longest)
            {
                form.Wrong(name, say["This has {0} characters; up to {1} are kept.", text.Length, longest]);
            }
        }

        if (form.Text("volume") is null && form.Text("number") is null && form.Text("title") is null)
        {
            form.Wrong("volume", say["An issue needs a volume, a number or a title; readers must be able to name it."]);
        }

        if (form.Text("key") is null)
        {
            form.Set("key", AddressWord.Of(string.Join('-', new[] { form.Text("volume"), form.Text("number") }.Where(part => part is not null)) is { Length: > 0 } numbers ? numbers : form.Text("title")));
            if (form.Text("key") is null && form.IsRight)
            {
                form.Wrong("key", say["No address can be made of this. Write one in letters a to z and digits. As in 1-2."]);
            }
        }

        if (form.Text("key") != kept?.Key)
        {
            AddressKeys.Check(form, "key", say, underJournal: true);
        }

        PartialDate? date = null;
        if (form.Text("published") is { } typed && !PartialDate.TryParse(typed, out date))
        {
            form.Wrong("published", say["The date is a year, a year and month, or a day. As in 2026, 2026-04 or 2026-04-28."]);
        }

        return new Issue
        {
            Key = form.Text("key") ?? "-",
            Volume = form.Text("volume"),
            Number = form.Text("number"),
            Title = form.Text("title"),
            Kind = Kind(form.Text("kind")),
            Published = date,
            IsDraft = kept?.IsDraft ?? true,
            Details = (kept?.Details ?? IssueDetails.None) with { Description = form.Text("description"), Editors = form.Text("editors") },
        };
    }

    private static string Value(IssueKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private static IssueKind Kind(string? value) => Enum.TryParse<IssueKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : IssueKind.Regular;
}
