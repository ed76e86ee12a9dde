using System.Globalization;

namespace Recto.Storage.Articles;

/// <summary>A place among the mentions of a unit: by leaf, then by article and note.</summary>
/// <param name="LeafOrder">The leaf made comparable; empty for mentions without one, which come first.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Note">Index of the note.</param>
/// <param name="Reference">Index of the reference.</param>
/// <param name="Part">Which of its leaves.</param>
public readonly record struct MentionPlace(string LeafOrder, Guid ArticleId, int Note, int Reference, int Part)
{
    private const int Longest = 200;

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out MentionPlace place)
    {
        place = default;
        var parts = text is { Length: <= Longest } ? text.Split('~') : [];
        if (parts.Length != 5 || !Guid.TryParseExact(parts[1], "N", out var article) || parts[0].AsSpan().ContainsAnyExceptInRange(' ', '}')
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var note)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var reference)
            || !int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
        {
            return false;
        }

        place = new(parts[0], article, note, reference, part);
        return true;
    }

    /// <summary>Fit for an address once it is escaped.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LeafOrder}~{ArticleId:N}~{Note}~{Reference}~{Part}");
}
