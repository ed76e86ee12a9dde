using System.Buffers;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Resolution;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>Tells references that are read without a doubt, so that something may be built on them.</summary>
internal static class Certainty
{
    /// <summary>References of one note that are looked at: no note holds more; the bound keeps checking linear.</summary>
    public const int MostInNote = 64;

    // A title read too far holds more words, or a second reference.
    private const int LongestTitle = 240;

    private static readonly SearchValues<char> Odd = SearchValues.Create(";,.()[]0123456789");

    /// <summary>Whether it is a full reference to something published: persons, title, and when or where.</summary>
    public static bool IsFull(PublishedReference reference) =>
        reference is { Form: ReferenceForm.Full, Title: { Text.Length: < LongestTitle } title } && reference.Authors.Count + reference.Editors.Count > 0
        && (reference.Year is not null || reference.Place is not null || reference.Container is not null) && title.Text.AsSpan().IndexOfAny(';', '“', '”') < 0;

    /// <summary>Whether the first author has a family name and nothing else in it.</summary>
    public static bool HasPlainAuthor(PublishedReference reference) =>
        reference.Authors is [{ Family: { Length: >= 3 and < 40 } family }, ..] && char.IsUpper(family[0]) && family.AsSpan().IndexOfAny(Odd) < 0;

    /// <summary>Whether author and title of a short form are the author of a full one and how its title begins.</summary>
    public static bool IsShortOf(PublishedReference shortened, PublishedReference full) =>
        shortened is { Authors: [var author, ..], Title: { } title } && full is { Authors: [var same, ..], Title: { } whole } && FamilyKey.Of(author.Family) == FamilyKey.Of(same.Family)
        && TitleMatch.Score(WordFolding.Words(title.Text), WordFolding.Words(whole.Text)) >= 0.99;

    /// <summary>Whether the note that a short form names is named by a word: <c>(n. 12)</c>. A bare number may be a volume.</summary>
    public static bool NamesANote(NoteTokens tokens, Field named)
    {
        var i = tokens.IndexFrom(named.Span.Start) - 1;
        while (i > 0 && tokens.Is(i, '.'))
        {
            i--;
        }

        return Vocabulary.Note.Contains(tokens, i);
    }

    /// <summary>Whether a pointer names a note of this article: behind a page (<c>XIX, 176, footnote 6</c>) it is one of the work cited.</summary>
    public static bool PointsWithin(NoteTokens tokens, Reference pointer)
    {
        var i = tokens.IndexFrom(pointer.Span.Start) - 1;
        return !tokens.Is(tokens.Is(i, ',') ? i - 1 : i, TokenKind.Number) || !Vocabulary.Note.Contains(tokens, i + 1);
    }

    /// <summary>Whether a reference is one: what was read together over a semicolon may be two.</summary>
    public static bool IsOne(string text, Reference reference) => !reference.Span.In(text).Contains(';');
}
