using Recto.Notes.Text;

namespace Recto.Notes.References;

/// <summary>A field as printed: its words, without surrounding punctuation and quotation marks, and where they stand in the note.</summary>
/// <param name="Text">The words, exactly as printed.</param>
/// <param name="Span">Where they stand.</param>
public sealed record Field(string Text, TextSpan Span)
{
    /// <summary>The field that <paramref name="span"/> cuts out of <paramref name="text"/>.</summary>
    public static Field Of(string text, TextSpan span) => new(text[span.Start..span.End], span);

    /// <summary>The same; null where there is no span, or it holds nothing.</summary>
    internal static Field? OfAny(string text, TextSpan? span) => span is { IsEmpty: false } found ? Of(text, found) : null;
}

/// <summary>One person of a reference, as printed.</summary>
/// <param name="Family">Family name with its particles as printed (<c>du Réau</c>, <c>De Lattre de Tassigny</c>); for a body, its whole name.</param>
/// <param name="Given">Given names or initials as printed (<c>G.-H.</c>); null where none are printed.</param>
/// <param name="Span">The whole name in the note.</param>
public sealed record PersonName(string Family, string? Given, TextSpan Span);
