using System.Globalization;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>Makes a reference of what the source tags of one work, and of the few untagged words that belong to it: a place in it, the note in which it stands.</summary>
/// <param name="note">The note.</param>
/// <param name="tokens">Its tokens.</param>
/// <param name="known">What the document has cited so far.</param>
/// <param name="order">Whether the source tags given names as family names.</param>
internal sealed class WorkReader(Note note, NoteTokens tokens, KnownWorks known, NameOrder order)
{
    /// <summary>The reference; null where the tagging tells too little.</summary>
    /// <param name="work">The work.</param>
    /// <param name="limit">Where the next work begins, in the note's text.</param>
    public PublishedReference? Read(MarkedWork work, int limit)
    {
        var text = tokens.Text;
        var to = tokens.IndexFrom(limit);
        var persons = new MarkedNames(tokens, order).Read(work.Persons);
        var title = MarkedSpans.Field(text, MarkedSpans.WithoutContainer(text, work[MarkedLabel.Title]));
        var source = Field(work, MarkedLabel.Source);
        if ((title ?? source) is null && persons.Authors.Count == 0)
        {
            return null;
        }

        var isThesis = MarkedKinds.IsThesis(tokens, work);
        var named = NamedNote(work, to, out var afterNamed);
        var kind = MarkedKinds.Of(tokens, work, isThesis, named is not null);
        (title, var container) = kind is ReferenceKind.Article or ReferenceKind.Newspaper or ReferenceKind.Chapter || (title is not null && source is not null) ? (title, source) : (title ?? source, null);
        if (title is null && named is not null)
        {
            (title, container) = (container, null);
        }

        var imprint = named is { } note && work.Has(MarkedLabel.Volume) && note.Span == Field(work, MarkedLabel.Volume)?.Span;
        var pages = Pages(work, named, to, afterNamed, out var end);
        var reference = new PublishedReference
        {
            Span = default,
            Form = ReferenceForm.Full,
            Confidence = 0,
            Kind = kind,
            Authors = persons.Authors,
            Editors = persons.Editors,
            Translators = persons.Translators,
            Title = title,
            Container = container,
            Place = Field(work, MarkedLabel.Place),
            Publisher = isThesis ? MarkedKinds.University(tokens, work[MarkedLabel.Publisher]) : Field(work, MarkedLabel.Publisher),
            Year = Year(work, kind),
            Volume = imprint ? null : Field(work, MarkedLabel.Volume),
            Issue = named?.Span == Field(work, MarkedLabel.Issue)?.Span ? null : Field(work, MarkedLabel.Issue),
            Pages = pages,
            Series = Field(work, MarkedLabel.Series),
            Edition = Field(work, MarkedLabel.Edition),
            Doi = MarkedKinds.Doi(text, work[MarkedLabel.Doi] ?? work[MarkedLabel.Url]),
            Url = MarkedKinds.Url(text, work[MarkedLabel.Url]),
            NamedNote = named,
        };
        return reference with { Span = Span(work, end), Form = Form(reference, isThesis), Confidence = Sureness(reference) };
    }

    private Field? Field(MarkedWork work, MarkedLabel label) => MarkedSpans.Field(tokens.Text, work[label]);

    // Print said "(n. 18)": taggers take the number for a volume, an issue or a page, and often drop the words. A book or paper with a volume has a year.
    private Field? NamedNote(MarkedWork work, int to, out int after)
    {
        after = 0;
        foreach (var label in new[] { MarkedLabel.Volume, MarkedLabel.Issue, MarkedLabel.Pages })
        {
            if (work[label] is { } tagged && tokens.IndexFrom(tagged.Start) is var i && tokens.Is(i, TokenKind.Number) && NamesNote(i))
            {
                after = i + 1;
                return References.Field.Of(tokens.Text, tokens[i].Span);
            }
        }

        var head = tokens.IndexFrom(work.HeadEnd);
        for (var i = head; i < to && i < head + 4; i++)
        {
            if (tokens[i].Kind == TokenKind.Opening && TitleEnd.IsAside(tokens, i))
            {
                var number = i + 1;
                while (number < to && !tokens.Is(number, TokenKind.Number))
                {
                    number++;
                }

                if (number < to)
                {
                    after = tokens.Partner(i) is > 0 and var close && close < to ? close + 1 : number + 1;
                    return References.Field.Of(tokens.Text, tokens[number].Span);
                }
            }
        }

        return work.HasAuthors && !work.Has(MarkedLabel.Year) && !work.HasImprint && !(work.Has(MarkedLabel.Title) && work.Has(MarkedLabel.Source) && !work.Has(MarkedLabel.Pages))
            && !work.Has(MarkedLabel.Issue) && Field(work, MarkedLabel.Volume) is { } volume && IsEarlierNote(volume.Text) ? volume : null;
    }

    private bool NamesNote(int number) => Vocabulary.Note.Contains(tokens, tokens.Is(number - 1, '.') ? number - 2 : number - 1) && tokens.Is(tokens.Is(number - 1, '.') ? number - 3 : number - 2, TokenKind.Opening);

    private bool IsEarlierNote(string volume) =>
        int.TryParse(volume, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && int.TryParse(note.Label, NumberStyles.None, CultureInfo.InvariantCulture, out var own) && number < own;

    // The tagged pages, and a place in them that follows untagged: "295 311 quotations on 295, 296".
    private Field? Pages(MarkedWork work, Field? named, int to, int afterNamed, out int end)
    {
        var tagged = work[MarkedLabel.Pages] is { } pages && MarkedSpans.Field(tokens.Text, pages) is { } field && field.Span != named?.Span ? field.Span : (TextSpan?)null;
        if (tagged is { } whole && named is { } note && whole.Contains(note.Span))
        {
            tagged = MarkedSpans.Field(tokens.Text, whole with { Start = note.Span.End })?.Span;
        }

        var at = Math.Max(afterNamed, tokens.IndexFrom(work.Span.End));
        end = at;
        var start = tagged is { } from ? tokens.IndexFrom(from.Start) : -1;
        if (tagged is not null && tokens.IndexFrom(tagged.Value.End) is var behind && behind < at && !tokens.Is(at - 1, TokenKind.Number))
        {
            return References.Field.Of(tokens.Text, tagged.Value);
        }

        if (start >= 0 && start < to && PinpointReader.ReadAt(tokens, start, to) is { } longer && longer.Whole.To > end)
        {
            end = longer.Whole.To;
            end += end < to && tokens[end].Kind == TokenKind.Closing && tokens.Partner(end) > start ? 1 : 0;
        }

        var next = end;
        while (next < to && (tokens[next].Kind == TokenKind.Closing || (tokens.Is(next, '.') && tokens[next - 1].Kind == TokenKind.Closing)))
        {
            next++;
        }

        if (next < to && (Vocabulary.Pages.Contains(tokens, next) || tokens.Is(next, ',') || tokens.Is(next, ':')) && PinpointReader.ReadAt(tokens, next, to) is { } place && (place.IsAnnounced || !PinpointReader.HoldsYear(tokens, place.Number)))
        {
            end = place.Whole.To;
            end += end < to && tokens[end].Kind == TokenKind.Closing && tokens.Partner(end) > at ? 1 : 0;
            return References.Field.Of(tokens.Text, tagged is { } first ? new TextSpan(first.Start, tokens[end - 1].End) : tokens.Span(place.Number.From, place.Number.To));
        }

        return tagged is { } range ? References.Field.Of(tokens.Text, new TextSpan(range.Start, Math.Max(range.End, end > at && tokens[end - 1].Start >= range.End ? tokens[end - 1].End : 0))) : null;
    }

    // The date of a newspaper is told whole where print reads so: "May 1, 1843".
    private Field? Year(MarkedWork work, ReferenceKind kind)
    {
        var year = Field(work, MarkedLabel.Year);
        if (kind != ReferenceKind.Newspaper || year is null || work[MarkedLabel.Month] is not { } month || work[MarkedLabel.Day] is not { } day)
        {
            return year;
        }

        var from = tokens.IndexFrom(Math.Min(Math.Min(day.Start, month.Start), year.Span.Start));
        var date = NewspaperDate.Read(tokens, from, Math.Min(tokens.Count, from + 8));
        return date.IsEmpty || !tokens.Span(date.From, date.To).Contains(year.Span) ? year : References.Field.Of(tokens.Text, tokens.Span(date.From, date.To));
    }

    private ReferenceForm Form(PublishedReference reference, bool isThesis)
    {
        var isFull = reference.NamedNote is null && (isThesis || (reference.Place ?? reference.Publisher ?? reference.Year ?? reference.Doi ?? reference.Url ?? reference.Container) is not null
            || (reference.Authors.Count == 0 && reference.Editors.Count == 0 && reference.Title is { } title && !known.KnowsTitle(title.Text)));
        return isFull ? ReferenceForm.Full : ReferenceForm.Short;
    }

    private static double Sureness(PublishedReference reference)
    {
        var isNamed = reference.Authors.Count + reference.Editors.Count > 0;
        return (reference.Title ?? reference.Container) is null ? 0.75 : isNamed && reference.Year is not null ? 0.97 : 0.9;
    }

    // With a quotation mark before the first word, and the bracket or quotation mark that closes behind the last.
    private TextSpan Span(MarkedWork work, int end)
    {
        var from = tokens.IndexFrom(work.Span.Start);
        var start = work.Span.Start;
        if (from > 0 && tokens.QuotationAt(from) >= 0 && tokens.Quotations[tokens.QuotationAt(from)].Open == from - 1)
        {
            start = tokens[from - 1].Start;
        }

        var to = Math.Max(end, tokens.IndexFrom(work.Span.End));
        while (to < tokens.Count && ((tokens[to].Kind == TokenKind.Closing && tokens.Partner(to) is >= 0 and var open && tokens[open].Start >= start)
            || (tokens.QuotationAt(to) >= 0 && tokens.Quotations[tokens.QuotationAt(to)] is var quoted && quoted.Close == to && tokens[quoted.Open].Start >= start)))
        {
            to++;
        }

        while (to > from + 1 && (tokens.Is(to - 1, ',') || tokens.Is(to - 1, '.') || tokens.Is(to - 1, ':') || tokens.Is(to - 1, ';')))
        {
            to--;
        }

        // "<year>2005</year>Janet Saunders": the tagging parts what print has as one word.
        return new TextSpan(start, tokens[to - 1].Start < work.Span.End && work.Span.End < tokens[to - 1].End ? work.Span.End : tokens[to - 1].End);
    }
}
