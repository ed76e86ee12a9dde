using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

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
        return between[0] == ',' && char.IsUpper(words[0]) && !words.Contains("cit", StringComparison.Ordinal) && !NamesANote(context.Tokens(note), title);
    }

    // "Title, supra note 9": the note was read as a part of the title.
    private static bool NamesANote(NoteTokens tokens, Field title)
    {
        var to = tokens.IndexFrom(title.Span.End);
        for (var i = tokens.IndexFrom(title.Span.Start); i < to; i++)
        {
            if (Vocabulary.Note.Contains(tokens, i) && tokens.Is(tokens.Is(i + 1, '.') ? i + 2 : i + 1, TokenKind.Number))
            {
                return true;
            }
        }

        return false;
    }
}
