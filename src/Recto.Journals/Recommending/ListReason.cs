using System.Globalization;

namespace Recto.Journals.Recommending;

/// <summary>Why an article stands in the list of another.</summary>
public enum ListReasonKind
{
    /// <summary>An editor chose it.</summary>
    Chosen = 1,

    /// <summary>Both cite one file of an archive, or more.</summary>
    File,

    /// <summary>Both cite files of one series or fonds.</summary>
    Holding,

    /// <summary>Both cite the same works.</summary>
    Works,

    /// <summary>It cites the article.</summary>
    CitesIt,

    /// <summary>The article cites it.</summary>
    Cited,

    /// <summary>The texts are close.</summary>
    Text,

    /// <summary>They have an author in common.</summary>
    Author,

    /// <summary>They were read together.</summary>
    Read,

    /// <summary>The texts are of like meaning, as a model of texts has it.</summary>
    Meaning,

    /// <summary>Readers of articles like the one have read it.</summary>
    ReadWithLike,

    /// <summary>It was read together with articles that were read together with the one.</summary>
    ReadOnward,
}

/// <summary>Why an article stands in the list of another, from the signals that put it there.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many are shared, where that is told: files, works. Never how many readers.</param>
/// <param name="Key">Key of the unit (<see cref="ListReasonKind.File"/>, <see cref="ListReasonKind.Holding"/>); null for others.</param>
/// <param name="Label">What it is called; null for others.</param>
public sealed record ListReason(ListReasonKind Kind, int Count = 0, string? Key = null, string? Label = null)
{
    /// <summary>Reasons as they are kept: a line each.</summary>
    public static string Write(IEnumerable<ListReason> reasons) =>
        string.Join('\n', reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{(int)reason.Kind}\t{reason.Count}\t{reason.Key}\t{Plain(reason.Label)}")));

    /// <summary>Reads what <see cref="Write"/> wrote; what a newer program wrote is passed over.</summary>
    public static IReadOnlyList<ListReason> Read(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var reasons = new List<ListReason>();
        foreach (var line in kept.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t') is [var kind, var count, var key, var label] && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((ListReasonKind)number)
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var shared))
            {
                reasons.Add(new((ListReasonKind)number, shared, key.Length == 0 ? null : key, label.Length == 0 ? null : label));
            }
        }

        return reasons;
    }

    private static string? Plain(string? label) => label?.Replace('\t', ' ').ReplaceLineEndings(" ");
}
