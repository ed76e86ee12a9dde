using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Kbart;

/// <summary>Writes a KBART phase II file: 25 columns, parted by tabs, UTF-8 without a mark, nothing quoted, titles in alphabetical order.</summary>
public static class KbartFile
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/tab-separated-values";

    private static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true);

    /// <summary>The columns in their order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "publication_title", "print_identifier", "online_identifier", "date_first_issue_online", "num_first_vol_online", "num_first_issue_online", "date_last_issue_online", "num_last_vol_online",
        "num_last_issue_online", "title_url", "first_author", "title_id", "embargo_info", "coverage_depth", "notes", "publisher_name", "publication_type", "date_monograph_published_print",
        "date_monograph_published_online", "monograph_volume", "monograph_edition", "first_editor", "parent_publication_title_id", "preceding_publication_title_id", "access_type",
    ];

    /// <summary>The file, UTF-8.</summary>
    public static byte[] Write(IEnumerable<KbartRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder().AppendJoin('\t', Columns).Append('\n');
        foreach (var row in rows.OrderBy(row => row.Title, Alphabet).ThenBy(row => row.TitleId, StringComparer.Ordinal).ThenBy(row => row.Coverage.First.Date ?? "", StringComparer.Ordinal))
        {
            text.AppendJoin('\t', Fields(row).Select(Clean)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What is to be said of a title in words; null where nothing is.</summary>
    /// <param name="isPartlyFree">Whether some of its articles may be read by everybody, and others not.</param>
    /// <param name="formerTitle">Title that it had before; null where it had none.</param>
    public static string? Notes(bool isPartlyFree, string? formerTitle) => (isPartlyFree, formerTitle) switch
    {
        (true, { } former) => $"Some articles are free to read; formerly: {former}",
        (true, null) => "Some articles are free to read",
        (false, { } former) => $"Formerly: {former}",
        _ => null,
    };

    private static string?[] Fields(KbartRow row) =>
    [
        row.Title, row.PrintIssn, row.OnlineIssn, row.Coverage.First.Date, row.Coverage.First.Volume, row.Coverage.First.Number, row.Coverage.Last?.Date, row.Coverage.Last?.Volume,
        row.Coverage.Last?.Number, row.Address, null, row.TitleId, row.Embargo, Depth(row.Depth), row.Notes, row.Publisher, "serial", null,
        null, null, null, null, null, row.PrecedingTitleId, row.IsFree ? "F" : "P",
    ];

    private static string Depth(KbartDepth depth) => depth switch
    {
        KbartDepth.Fulltext => "fulltext",
        KbartDepth.SelectedArticles => "selected articles",
        KbartDepth.Abstracts => "abstracts",
        _ => throw new ArgumentOutOfRangeException(nameof(depth)),
    };

    // A tab or a line break would begin another field or row; what is no letter of any text is left out.
    private static string Clean(string? field)
    {
        var clean = new StringBuilder();
        foreach (var rune in (field ?? "").EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || rune.Value is 0x2028 or 0x2029)
            {
                clean.Append(clean.Length == 0 || clean[^1] == ' ' ? "" : " ");
            }
            else if (rune != Rune.ReplacementChar)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().TrimEnd();
    }
}
