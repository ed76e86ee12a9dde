using Recto.Notes.References;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>Tells short forms that are nothing else: family name, comma, a few words of a title.</summary>
internal static class ShortForm
{
    private const int LongestTitle = 60;

    /// <summary>Whether it is such: neither given name nor imprint, container, year, address or named note.</summary>
    public static bool IsBare(CheckContext context, int note, PublishedReference reference)
    {
        if (reference is not { Form: ReferenceForm.Short, Title: { Text: { Length: < LongestTitle } words } title, NamedNote: null, Year: null, Place: null, Publisher: null, Container: null, Volume: null, Issue: null, Url: null, Doi: null, Editors.Count: 0, Authors: [{ Given: null } author] }
            || !Certainty.HasPlainAuthor(reference) || !Certainty.IsOne(context.Text(note), reference) || title.Span.Start <= author.Span.End || words.AsSpan().IndexOfAny('“', '”', '"') >= 0)
        {
            return false;
        }

        var between = context.Text(note).AsSpan(author.Span.End, title.Span.Start - author.Span.End);
        return between[0] == ',' && char.IsUpper(words[0]) && !words.Contains("cit", StringComparison.Ordinal);
    }
}
