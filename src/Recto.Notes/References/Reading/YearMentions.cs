using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>
/// Finds mentions by author and year anywhere in a note: <c>s. Weber 1995, 29; Braun u. Kern (Hgg.) 2001a</c>, <c>bei Weber (1993)</c>, <c>(Weber 1993 [1921], 5)</c>.
/// Whether a document cites so as a rule is told by all its notes beforehand; where it does not, only what cannot be a place and a year is taken.
/// </summary>
internal sealed class YearMentions(NoteTokens tokens, KnownWorks known)
{
    private static readonly WordSet Namers = new("bei nach by chez selon según laut per nel da according у по");

    private readonly NamesBefore _names = new(tokens);

    private enum Edge
    {
        /// <summary>A word that is no signal.</summary>
        Word = 1,

        /// <summary>A lower-case word: <c>in Weber 1995</c>.</summary>
        LowerWord,

        /// <summary>A word that leads to a name: <c>bei</c>, <c>by</c>.</summary>
        Namer,

        /// <summary>A mark: colon, full stop, dash.</summary>
        Mark,

        /// <summary>An opening bracket.</summary>
        Bracket,

        /// <summary>The stretch begins, or another mention has ended just before, or a signal stands there.</summary>
        Free,
    }

    /// <summary>How many mentions a note holds that can hardly be anything else.</summary>
    public int CountSure()
    {
        var count = 0;
        Scan(new TokenRange(0, tokens.Count), (mention, edge) =>
        {
            count += edge == Edge.Free || (edge == Edge.Bracket && (mention.Pages is not null || tokens.Is(tokens.IndexFrom(mention.Span.End), ';'))) ? 1 : 0;
            return true;
        });
        return count;
    }

    /// <summary>The mentions of a stretch, in order.</summary>
    /// <param name="zone">The stretch.</param>
    /// <param name="isRule">Whether the document cites by author and year as a rule.</param>
    public List<PublishedReference> Find(TokenRange zone, bool isRule)
    {
        var found = new List<PublishedReference>();
        Scan(zone, (mention, edge) =>
        {
            var isBracketed = tokens.Is(tokens.IndexFrom(mention.Year!.Span.Start) - 1, TokenKind.Opening);
            var isTold = mention.Pages is not null || mention.Authors.Count + mention.Editors.Count > 1 || mention.Year.Text.Length > 4 || known.KnowsFamily((mention.Authors is [var first, ..] ? first : mention.Editors[0]).Family);
            var isTaken = isRule ? edge != Edge.Word || isTold
                : edge switch
                {
                    Edge.Free => found.Count > 0 || (isBracketed && tokens.IndexFrom(mention.Span.Start) > zone.From) || (isTold && tokens.IndexFrom(mention.Span.Start) > zone.From),
                    Edge.Namer => isBracketed || isTold,
                    Edge.Bracket => mention.Pages is not null,
                    _ => found.Count > 0 && isTold,
                };
            if (isTaken)
            {
                found.Add(mention);
            }

            return isTaken;
        });
        return found;
    }

    private void Scan(TokenRange zone, Func<PublishedReference, Edge, bool> take)
    {
        var floor = zone.From;
        var after = -1;
        PublishedReference? before = null;
        for (var year = zone.From; year < zone.To; year++)
        {
            if (!Numerals.IsYear(tokens, year) || tokens.QuotationAt(year) >= 0 || tokens.IsItalic(year))
            {
                continue;
            }

            // "Koch 2004; 2006", "Koch (2012, 2014)": another year of the author before.
            var mention = before is not null && IsFurther(after, year, zone.To) ? Further(before, year, zone.To) : Read(new TokenRange(floor, zone.To), year);
            if (mention is not { } read)
            {
                continue;
            }

            var edge = read.IsFurther ? Edge.Free : Before(read.From, floor, after);
            if (!take(read.Reference, edge))
            {
                continue;
            }

            before = read.Reference;
            after = floor = tokens.IndexFrom(read.Reference.Span.End);
            year = floor - 1;
        }
    }

    private bool IsFurther(int after, int year, int to) =>
        year == after + 1 && (tokens.Is(after, ';') || tokens.Is(after, ',')) && (year + 1 >= to || tokens.Is(year + 1, ';') || tokens.Is(year + 1, '.') || tokens.Is(year + 1, ',') || tokens[year + 1].Kind == TokenKind.Closing);

    private (PublishedReference Reference, int From, bool IsFurther)? Further(PublishedReference before, int year, int to)
    {
        var draft = new Draft(tokens, new TokenRange(year, to)) { Year = new TokenRange(year, year + 1) };
        var end = Places(draft, year + 1, to);
        end += end < to && tokens[end].Kind == TokenKind.Closing && tokens.Partner(end) >= 0 && tokens.Partner(end) < year ? 1 : 0;
        return (draft.Build(before.Kind, ReferenceForm.Short, 0.75, tokens.Span(year, end)) with { Authors = before.Authors, Editors = before.Editors }, year, true);
    }

    private (PublishedReference Reference, int From, bool IsFurther)? Read(TokenRange within, int year)
    {
        var (floor, to) = within;
        var open = year > floor && tokens[year - 1].Kind == TokenKind.Opening ? year - 1 : -1;
        var close = open >= 0 ? tokens.Partner(open) : to;
        if (open >= 0 && (close < 0 || close >= to))
        {
            return null;
        }

        var draft = new Draft(tokens, within);
        var last = open >= 0 ? open - 1 : year - 1;
        var areEditors = _names.IsEditorBracket(last, floor);
        last = areEditors ? tokens.Partner(last) - 1 : last;
        var from = _names.Read(last, floor, areEditors ? draft.Editors : draft.Authors);
        if (from < 0)
        {
            return null;
        }

        draft.Year = new TokenRange(year, year + 1);
        var end = year + 1;
        if (open >= 0)
        {
            end = Places(draft, end, close);
            if (end < close && tokens.Is(end, ',') && Numerals.IsYear(tokens, end + 1))
            {
                // "Knapp (2012, 2014)": the bracket goes on with another year.
            }
            else if (end != close)
            {
                return null;
            }
            else
            {
                end = close + 1;
                end = draft.Pages.IsEmpty ? Places(draft, end, to) : end;
            }
        }
        else
        {
            // "1993 (1968)", "1993 [1942]", "2002 (1921/1922)"
            if (end < to && tokens[end].Kind == TokenKind.Opening && tokens.Partner(end) is var partner && partner > end && partner < to && HoldsYearsOnly(end + 1, partner))
            {
                end = partner + 1;
            }

            end = Places(draft, end, to);
        }

        if (!EndsAt(end, to))
        {
            return null;
        }

        var kind = areEditors || !draft.Volume.IsEmpty ? ReferenceKind.Book : ReferenceKind.Unknown;
        return (draft.Build(kind, ReferenceForm.Short, draft.Pages.IsEmpty ? 0.75 : 0.85, tokens.Span(from, end)), from, false);
    }

    private bool HoldsYearsOnly(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!Numerals.IsYear(tokens, i) && !tokens.Is(i, '/') && tokens[i].Kind != TokenKind.Dash)
            {
                return false;
            }
        }

        return to > from;
    }

    private Edge Before(int from, int floor, int after)
    {
        var i = from - 1;
        if (i < floor)
        {
            return Edge.Free;
        }

        if (tokens[i].Kind == TokenKind.Opening)
        {
            return Edge.Bracket;
        }

        if (_names.IsSignal(i) || tokens.Is(i, ';') || (after >= 0 && i - after <= 1 && (tokens.Is(i, ',') || NamesBefore.Joiners.Contains(tokens, i))))
        {
            return Edge.Free;
        }

        return tokens[i].Kind != TokenKind.Word ? tokens.Is(i, ',') ? Edge.Word : Edge.Mark
            : Namers.Contains(tokens, i) ? Edge.Namer
            : char.IsLower(tokens.TextOf(i)[0]) ? Edge.LowerWord : Edge.Word;
    }

    // ", 131", ": 45", ", passim", ", Bd. 1, 128", ", 94f.; 214f."
    private int Places(Draft draft, int from, int to)
    {
        var i = from;
        if (i + 1 < to && tokens.Is(i, ',') && Vocabulary.Volume.Contains(tokens, i + 1) && (tokens.Is(i + 2, '.') ? i + 3 : i + 2) is var number && number < to && (tokens.Is(number, TokenKind.Number) || Numerals.IsRoman(tokens.TextOf(number))))
        {
            draft.Volume = new TokenRange(number, number + 1);
            i = number + 1;
        }

        if (i + 1 < to && (tokens.Is(i, ',') || tokens.Is(i, ':')) && tokens.Is(i + 1, "passim"))
        {
            draft.Pages = new TokenRange(i + 1, i + 2);
            return i + 2;
        }

        if (i + 1 >= to || !(tokens.Is(i, ',') || tokens.Is(i, ':')) || PinpointReader.ReadAt(tokens, i, to) is not { } pinpoint || Numerals.IsYear(tokens, pinpoint.Number.From))
        {
            return i;
        }

        var end = pinpoint.Whole.To;
        while (Further() is { } next)
        {
            end = next.Whole.To;
        }

        // "1 (§ 3)"
        if (end + 1 < to && tokens[end].Kind == TokenKind.Opening && tokens.Is(end + 1, '§') && tokens.Partner(end) is var close && close > end && close < to)
        {
            end = close + 1;
        }

        draft.Pages = new TokenRange(pinpoint.Number.From, end);
        return end;

        Pinpoint? Further()
        {
            var semicolon = tokens.Is(end, '.') ? end + 1 : end;
            return semicolon + 1 < to && tokens.Is(semicolon, ';') && tokens.Is(semicolon + 1, TokenKind.Number) && !Numerals.IsYear(tokens, semicolon + 1) ? PinpointReader.ReadAt(tokens, semicolon + 1, to) : null;
        }
    }

    // A title behind makes it an entry of a bibliography: "Weber (1990): Title", "Weber 1990, “Title”".
    private bool EndsAt(int end, int to)
    {
        if (end >= to || tokens[end].Kind is TokenKind.Closing or TokenKind.Opening || tokens.Is(end, ';'))
        {
            return true;
        }

        if (tokens.Is(end, ':') || tokens[end].Kind is TokenKind.Number || (tokens[end].Kind == TokenKind.Dash && !tokens.HasGapBefore(end)))
        {
            return false;
        }

        return !((tokens.Is(end, ',') || tokens.Is(end, '.')) && end + 1 < to && (tokens.QuotationAt(end + 1) >= 0 || tokens.IsItalic(end + 1)));
    }
}
