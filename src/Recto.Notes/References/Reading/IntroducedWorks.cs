using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Finds the work that the author's own sentence introduces: behind a colon, behind <c>according to</c>, behind <c>entitled</c>. Each is read from where it begins; what stands before is prose.</summary>
internal sealed class IntroducedWorks(NoteTokens tokens, IFieldReader fields, KnownWorks known)
{
    private const int MostTries = 6;
    private const int LongestName = 16;

    // Words that name the title of a work whose author a sentence has named.
    private static readonly WordSet Entitling = new("entitled titled betitelt intitulé intitulée intitolato titulado intitulado под");

    // Small words before a work that a sentence introduces.
    private static readonly WordSet LeadingWords = new("in by of from to as with at bei von aus nach durch im dans par chez selon de по у в en por según da di del em na no entitled titled");

    /// <summary>The complete work behind the first colon of a sentence, and its first token: <c>See his unpublished thesis on military relations: Title (Paris 1981)</c>; null where there is none.</summary>
    public (int From, PublishedReference Reference)? BehindLeadIn(TokenRange range)
    {
        for (var i = range.From + 2; i < range.To - 2 && i < range.From + 60; i++)
        {
            if (tokens.Is(i, ':') && tokens.Depth(i) == 0 && tokens.QuotationAt(i) < 0)
            {
                return fields.Read(tokens, new TokenRange(i + 1, range.To), known) is { } reference && Verdict.IsComplete(reference) ? (i + 1, reference) : null;
            }
        }

        return null;
    }

    /// <summary>The complete work in a sentence: <c>according to Green, “Title” (London, 1996), 18</c>, <c>discussed in a work by Fortenbaugh, Title (York, 1948)</c>; null where there is none.</summary>
    public PublishedReference? Announced(TokenRange range)
    {
        if (Entitled(range) is { } entitled)
        {
            return entitled;
        }

        var tries = 0;
        for (var i = range.From + 1; i < range.To - 3 && tries < MostTries; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || !char.IsUpper(tokens.TextOf(i)[0]) || tokens.QuotationAt(i) >= 0 || !(LeadingWords.Contains(tokens, i - 1) || (tokens[i - 1].Kind == TokenKind.Quote && tokens.QuotationAt(i - 1) >= 0)))
            {
                continue;
            }

            tries++;
            if (fields.Read(tokens, range with { From = i }, known) is { Title: not null } reference && reference.Span.Start == tokens[i].Start && Verdict.IsComplete(reference)
                && (reference.Authors.Count + reference.Editors.Count > 0 || (reference.Place is not null && reference.Year is not null)))
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>The complete work behind plain words and a colon, where it has a person and its title is set apart: <c>Examples, each printed otherwise: Jane Smith, <i>History</i> (London, 1999)</c>; null where there is none.</summary>
    public PublishedReference? BehindColon(TokenRange range)
    {
        bool IsSetApart(int i) => tokens.IsItalic(i) || tokens.QuotationAt(i) >= 0;
        var colon = range.From;
        while (colon < range.To && !tokens.Is(colon, ':') && !IsSetApart(colon) && tokens[colon].Kind != TokenKind.Opening)
        {
            colon++;
        }

        return colon > range.From && colon + 3 < range.To && tokens.Is(colon, ':') && !IsSetApart(colon + 1)
            && fields.Read(tokens, range with { From = colon + 1 }, known) is { Title: { } title } behind && behind.Authors.Count + behind.Editors.Count > 0
            && behind.Span.Start == tokens[colon + 1].Start && IsSetApart(tokens.IndexFrom(title.Span.Start)) && Verdict.IsComplete(behind)
            ? behind
            : null;
    }

    // "a work by Robert Fortenbaugh entitled The Nine Capitols (York, 1948)"
    private PublishedReference? Entitled(TokenRange range)
    {
        for (var i = range.From + 1; i < range.To - 3; i++)
        {
            if (!Entitling.Contains(tokens, i) || tokens.QuotationAt(i) >= 0)
            {
                continue;
            }

            if (fields.Read(tokens, range with { From = i + 1 }, known, isAuthorNamed: true) is not { Title: not null } reference || !Verdict.IsComplete(reference))
            {
                return null;
            }

            var end = tokens.Is(i - 1, ',') ? i - 1 : i;
            var from = end;
            while (from > range.From && end - from < LongestName && (tokens.Is(from - 1, '.') || (tokens[from - 1].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(from - 1)[0]))))
            {
                from--;
            }

            if (from == end)
            {
                return reference;
            }

            var person = PersonReader.Read(tokens, from, end) is { } read && read.Whole.To == end ? read.ToName(tokens) : new PersonName(tokens.Span(from, end).In(tokens.Text).ToString(), null, tokens.Span(from, end));
            return reference with { Authors = [person], Span = new Text.TextSpan(tokens[from].Start, reference.Span.End) };
        }

        return null;
    }
}
