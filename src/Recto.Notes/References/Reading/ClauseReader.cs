using Recto.Notes.References.Back;
using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Reads one clause, or several that turn out to be one reference (a title may hold full stops).</summary>
internal sealed class ClauseReader(NoteTokens tokens, IFieldReader fields, KnownWorks known, FoundStretches found)
{
    // A title hardly holds more full stops.
    private const int MostSentences = 5;
    private const int LongestRemark = 24;

    private static readonly WordSet Remarks = new("esp especially bes insbes besonders quotation quote surtout esp. en par soprattutto");

    private readonly IntroducedWorks _introduced = new(tokens, fields, known);

    /// <summary>Reads the clause at <paramref name="k"/>; the number of clauses that were used up.</summary>
    public int Read(List<Clause> clauses, int k)
    {
        var range = clauses[k].Range;
        if (IsBracketed(range, out var close))
        {
            var inner = Clauses.Cut(tokens, new TokenRange(range.From + 1, close));
            for (var m = 0; m < inner.Count;)
            {
                m += Read(inner, m);
            }

            return 1;
        }

        if (BackReferenceGrammar.Read(tokens, range) is { } back)
        {
            found.Add(back);
            var word = back;
            while (BackReferenceGrammar.ReadFurther(tokens, word with { Span = back.Span }, new TokenRange(tokens.IndexFrom(back.Span.End), range.To)) is { } further)
            {
                found.Add(further);
                back = further;
            }

            Rest(new TokenRange(tokens.IndexFrom(back.Span.End), range.To));
            return 1;
        }

        var from = Signals.Skip(tokens, range);
        if (from < range.To && IdemGrammar.End(tokens, range with { From = from }) is > 0 and var afterIdem)
        {
            return ReadIdem(clauses, k, from, afterIdem);
        }

        if (from >= range.To)
        {
            found.AddCommentary(range);
            return 1;
        }

        if (char.IsLower(tokens.TextOf(from)[0]) && _introduced.BehindLeadIn(range with { From = from }) is { } announced)
        {
            found.AddCommentary(new TokenRange(range.From, announced.From));
            Take(announced.Reference);
            Rest(new TokenRange(tokens.IndexFrom(announced.Reference.Span.End), range.To));
            return 1;
        }

        var used = 1;
        var reference = fields.Read(tokens, range with { From = from }, known);
        var to = range.To;
        if (reference is null || !Verdict.IsComplete(reference))
        {
            for (var m = 2; m <= MostSentences && k + m - 1 < clauses.Count && clauses[k + m - 2].ClosedBySentence && MayGoOn(range with { From = from }, clauses[k + m - 1].Range); m++)
            {
                var union = new TokenRange(from, clauses[k + m - 1].Range.To);
                if (fields.Read(tokens, union, known) is { } longer && Verdict.IsComplete(longer) && longer.Span.End > tokens[clauses[k + m - 1].Range.From].Start)
                {
                    (reference, to, used) = (longer, union.To, m);
                    break;
                }
            }
        }

        while (reference is not null && used < MostSentences && k + used < clauses.Count && clauses[k + used - 1].ClosedBySentence && Continuation.Is(tokens, clauses[k + used].Range)
            && fields.Read(tokens, new TokenRange(from, clauses[k + used].Range.To), known) is { } whole && whole.Span.End > tokens[clauses[k + used].Range.From].Start)
        {
            (reference, to) = (whole, clauses[k + used].Range.To);
            used++;
        }

        if (reference is null && _introduced.BehindLeadIn(range with { From = from }) is { } led)
        {
            found.AddCommentary(new TokenRange(range.From, led.From));
            reference = led.Reference;
        }

        if (reference is null && _introduced.Announced(range with { From = from }) is { } announcedInside)
        {
            (reference, to, used) = (announcedInside, range.To, 1);
        }

        if (reference is null && AddressMentions.Find(tokens, range with { From = from }) is { } address)
        {
            (reference, to, used) = (address, range.To, 1);
        }

        if (reference is null && AuthorYear.FindIn(tokens, range, known) is { } inside)
        {
            (reference, to, used) = (inside, range.To, 1);
        }

        if (reference is null)
        {
            found.AddCommentary(range);
            return 1;
        }

        // A sentence or a quotation with an author and a title in it is no title: "the gloss in Jane Smith, “Title,” …".
        if (reference is { Authors.Count: 0, Editors.Count: 0, Title: { } all } && _introduced.Announced(range with { From = from, To = to }) is { Authors.Count: > 0 } within && within.Title!.Span.Start > all.Span.Start && tokens.QuotationAt(tokens.IndexFrom(within.Title.Span.Start)) >= 0)
        {
            reference = within;
        }

        if (reference.Title is { } opening && opening.Span.Start == reference.Span.Start && _introduced.BehindColon(new TokenRange(tokens.IndexFrom(reference.Span.Start), to)) is { } behind)
        {
            reference = behind;
        }

        reference = Extended(reference, to);
        if (tokens.IndexFrom(reference.Span.Start) is var first && first > from)
        {
            found.AddCommentary(range with { To = first });
        }

        Take(reference);
        Rest(new TokenRange(tokens.IndexFrom(reference.Span.End), to));
        return used;
    }

    // "Ders., Das Deutsche Kaiserreich, Göttingen 1973": the author stands before. "Idem, 45": the work does too.
    private int ReadIdem(List<Clause> clauses, int k, int from, int after)
    {
        var range = clauses[k].Range;
        var end = range.To;
        var reference = after < end ? fields.Read(tokens, range with { From = after }, known, isAuthorNamed: true) : null;
        var used = 1;
        for (var m = 2; m <= MostSentences && (reference is null || !Verdict.IsComplete(reference)) && k + m - 1 < clauses.Count && clauses[k + m - 2].ClosedBySentence && MayGoOn(range with { From = after }, clauses[k + m - 1].Range); m++)
        {
            if (fields.Read(tokens, new TokenRange(after, clauses[k + m - 1].Range.To), known, isAuthorNamed: true) is { } longer && Verdict.IsComplete(longer))
            {
                (reference, end, used) = (longer, clauses[k + m - 1].Range.To, m);
            }
        }

        if (reference is { Title: not null })
        {
            found.Add(reference with { Form = ReferenceForm.Idem, Authors = [], Span = new Text.TextSpan(tokens[from].Start, reference.Span.End), Confidence = Math.Max(0.8, reference.Confidence) });
            Rest(new TokenRange(tokens.IndexFrom(reference.Span.End), end));
            return used;
        }

        var pinpoint = after < end ? PinpointReader.ReadAt(tokens, after, end) : null;
        var last = Math.Max(from + 1, pinpoint?.Whole.To ?? (tokens.Is(after - 1, '.') ? after - 1 : after));
        while (last > from + 1 && (tokens.Is(last - 1, ',') || tokens.Is(last - 1, '.')))
        {
            last--;
        }

        found.Add(new BackReference
        {
            Span = tokens.Span(from, last),
            Form = ReferenceForm.Ibid,
            Confidence = 0.85,
            Word = Field.Of(tokens.Text, tokens[from].Span),
            Pages = pinpoint is { } place ? Field.Of(tokens.Text, tokens.Span(place.Number.From, place.Number.To)) : null,
        });
        Rest(new TokenRange(Math.Max(last, pinpoint?.Whole.To ?? after), end));
        return 1;
    }

    // "(See Smith, History, 45.)", "(Smith, op. cit., 45)"
    private bool IsBracketed(TokenRange range, out int close)
    {
        close = tokens[range.From].Kind == TokenKind.Opening ? tokens.Partner(range.From) : -1;
        if (range.Length <= 6 || close < 0 || !(close == range.To - 1 || (close == range.To - 2 && tokens.Is(range.To - 1, '.'))))
        {
            return false;
        }

        var cites = Signals.Skip(tokens, new TokenRange(range.From + 1, close)) > range.From + 1;
        for (var i = range.From + 2; i < close && !cites; i++)
        {
            cites = TitleReader.IsOpCit(tokens, i);
        }

        return cites;
    }

    private void Take(PublishedReference reference)
    {
        found.Add(reference);
        known.Add(reference);
    }

    // What still belongs to the reference: a container that a date follows, a remark on the pages, the number of a database.
    private PublishedReference Extended(PublishedReference reference, int to)
    {
        var next = tokens.IndexFrom(reference.Span.End);
        if (reference is { Form: ReferenceForm.Short, Title: not null, Container: null, Year: null, Pages: null, NamedNote: null, Authors.Count: > 0 } && next < to && tokens[next - 1].Kind == TokenKind.Quote
            && fields.Read(tokens, new TokenRange(next, to), known) is { Authors.Count: 0, Form: ReferenceForm.Full, Year: not null } tail && tail.Span.Start <= tokens[next].End)
        {
            var container = tail.Container ?? tail.Title;
            reference = reference with
            {
                Form = ReferenceForm.Full,
                Kind = tail.Url is not null && container is null ? ReferenceKind.Web : tail.Kind is ReferenceKind.Book or ReferenceKind.Web or ReferenceKind.Newspaper && tail.Doi is null && tail.Url is null ? tail.Kind : ReferenceKind.Article,
                Container = container,
                Year = tail.Year,
                Place = tail.Place,
                Publisher = tail.Publisher,
                Volume = tail.Volume,
                Issue = tail.Issue,
                Pages = tail.Pages,
                Url = tail.Url,
                Doi = tail.Doi,
                Span = new Text.TextSpan(reference.Span.Start, tail.Span.End),
            };
            next = tokens.IndexFrom(reference.Span.End);
        }

        // "179–209 (esp. 182–93)"
        if (reference.Pages is { } pages && pages.Span.End == reference.Span.End && next + 2 < to && tokens[next].Kind == TokenKind.Opening && Remarks.Contains(tokens, next + 1) && tokens.Partner(next) is var close && close > next && close < to && close - next < LongestRemark)
        {
            reference = reference with { Pages = Field.Of(tokens.Text, new Text.TextSpan(pages.Span.Start, tokens[close].End)), Span = new Text.TextSpan(reference.Span.Start, tokens[close].End) };
            next = close + 1;
        }

        var number = tokens.Is(next, ';') || tokens.Is(next, ',') ? next + 1 : next;
        return number > next && Clauses.IsDatabaseNumber(tokens, number, to) ? reference with { Span = new Text.TextSpan(reference.Span.Start, tokens[number].End) } : reference;
    }

    // What is left behind a reference in its clause: another reference, or commentary.
    private void Rest(TokenRange rest)
    {
        while (!rest.IsEmpty && (tokens[rest.From].Kind is TokenKind.Mark or TokenKind.Closing || tokens.Is(rest.From, "and")))
        {
            rest = rest with { From = rest.From + 1 };
        }

        if (rest.Length < 2)
        {
            found.AddCommentary(rest);
            return;
        }

        Read([new Clause(rest, false)], 0);
    }

    private bool MayGoOn(TokenRange first, TokenRange next)
    {
        if (Signals.Skip(tokens, next) > next.From || BackReferenceGrammar.Read(tokens, next) is not null || HoldsProse(first) || first.Length > 60)
        {
            return false;
        }

        return fields.Read(tokens, next, known) is not { Authors: [var author, ..], Title: not null } || !IsPerson(author);
    }

    // A title's second sentence may look like a name; a name has initials, a usual given name, or is known.
    private bool IsPerson(PersonName author) =>
        known.KnowsFamily(author.Family) || (author.Given is { } given && (given.Contains('.') || GivenNames.Words.Contains(given.AsSpan(0, given.IndexOf(' ') is > 0 and var blank ? blank : given.Length))));

    private bool HoldsProse(TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (tokens.QuotationAt(i) < 0 && Vocabulary.Prose.Contains(tokens, i) && char.IsLower(tokens.TextOf(i)[0]))
            {
                return true;
            }
        }

        return false;
    }
}
