using System.Buffers;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>Tells references that are read without a doubt, so that something may be built on them.</summary>
internal static class Certainty
{
    private const double Enough = 0.85;

    private static readonly SearchValues<char> Odd = SearchValues.Create(";,.()[]0123456789");

    // A title read too far holds more words, or a second reference.
    private const int LongestTitle = 240;

    /// <summary>Whether a whole work or file is named, with what tells it from others.</summary>
    public static bool NamesASource(ResolvedReference resolved) => resolved.SourceId is not null && resolved.Confidence >= Enough && resolved.Reference switch
    {
        ArchivalReference archival => archival.Path.Count > 0 && (archival.RepositoryId ?? archival.Repository?.Text) is not null,
        PublishedReference { Form: ReferenceForm.Full } full => IsFull(full),
        PublishedReference { Form: ReferenceForm.Short } shortened => shortened.Authors.Count > 0 && shortened.Title is not null && resolved.RefersTo is not null,
        _ => false,
    };

    /// <summary>Whether it is a full reference to something published: persons, title, and when or where.</summary>
    public static bool IsFull(PublishedReference reference) =>
        reference is { Form: ReferenceForm.Full, Title: { Text.Length: < LongestTitle } title } && reference.Authors.Count + reference.Editors.Count > 0
        && (reference.Year is not null || reference.Place is not null || reference.Container is not null) && title.Text.AsSpan().IndexOfAny(';', '“', '”') < 0;

    /// <summary>Whether the first author has one family name and nothing else in it.</summary>
    public static bool HasPlainAuthor(PublishedReference reference) =>
        reference.Authors is [{ Family: { Length: >= 3 and < 40 } family }, ..] && char.IsUpper(family[0]) && family.AsSpan().IndexOfAny(Odd) < 0;

    /// <summary>Whether a name stands among the words of a note.</summary>
    public static bool Holds(NoteTokens tokens, string family)
    {
        var key = FamilyKey.Of(family);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Word && WordFolding.Words(tokens.TextOf(i).ToString()).Contains(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all words of a title stand among the words of a note, in whatever order.</summary>
    public static bool HoldsTitle(NoteTokens tokens, string title)
    {
        var missing = WordFolding.Words(title).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count && missing.Count > 0; i++)
        {
            foreach (var word in tokens[i].Kind is TokenKind.Word or TokenKind.Number ? WordFolding.Words(tokens.TextOf(i).ToString()) : [])
            {
                missing.Remove(word);
            }
        }

        return missing.Count == 0;
    }
}
