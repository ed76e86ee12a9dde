using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Recto.Notes.Labelling;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// Reads published references by a trained labeller: every word gets a label, a run of one label is a field. Inside a field the small grammars read on: names in authors, numbers in volumes and pages.
/// </summary>
internal sealed class LabelledReader(ILabeller labeller) : IFieldReader
{
    // The labels of a stretch depend on its words and its hints; they are kept as long as the note is, for an editor's next reading meets the same notes but one.
    private static readonly ConditionalWeakTable<NoteTokens, ConcurrentDictionary<(ILabeller, TokenRange, ulong Hints), IReadOnlyList<string>>> Labelled = [];

    private static readonly WordSet LeadIns = new("in dans en em из see voir vgl siehe cf");

    /// <inheritdoc/>
    public PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, bool isAuthorNamed = false) => Read(tokens, within, known, null);

    /// <summary>Reads a stretch of which the rules have said something.</summary>
    /// <param name="tokens">The note.</param>
    /// <param name="within">The stretch.</param>
    /// <param name="known">What the document has cited so far.</param>
    /// <param name="rules">How the rules read it; null where they read nothing.</param>
    public PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, PublishedReference? rules)
    {
        if (within.Length > 1 && tokens.Is(within.To - 1, '.'))
        {
            within = within with { To = within.To - 1 };
        }

        if (within.IsEmpty)
        {
            return null;
        }

        var draft = new Draft(tokens, within) { End = within.To };
        var words = Words(tokens, within);
        words = words with { Hints = FieldHints.Of(tokens, words.Words, rules, known) };
        foreach (var run in FieldRun.Of(Labelled.GetOrCreateValue(tokens).GetOrAdd((labeller, within, FieldHints.Digest(words.Hints!)), static (key, words) => key.Item1.Label(words), words)))
        {
            var range = new TokenRange(tokens.IndexFrom(words.Words[run.First].Start), tokens.IndexFrom(words.Words[run.End - 1].End));
            range = rules is null ? range : Whole(tokens, range, run.Label, rules);
            if (!range.IsEmpty)
            {
                Take(draft, run.Label, range);
            }
        }

        return Verdict.Of(draft, known);
    }

    // A name is not cut in two: where the label takes a part of it, it means the person.
    private static TokenRange Whole(NoteTokens tokens, TokenRange range, string label, PublishedReference rules)
    {
        var persons = label switch { "author" => rules.Authors, "editor" => rules.Editors, "translator" => rules.Translators, _ => [] };
        foreach (var person in persons)
        {
            var (from, to) = (tokens.IndexFrom(person.Span.Start), tokens.IndexFrom(person.Span.End));
            if (from < range.To && range.From < to)
            {
                range = new TokenRange(Math.Min(from, range.From), Math.Max(to, range.To));
            }
        }

        return range;
    }

    // What stands between white space, with the italics of its first token.
    private static WordSequence Words(NoteTokens tokens, TokenRange within)
    {
        var words = new List<TextSpan>(within.Length);
        var italic = tokens.HasItalics ? new List<bool>(within.Length) : null;
        for (var i = within.From; i < within.To; i++)
        {
            if (i > within.From && !tokens.HasGapBefore(i))
            {
                words[^1] = new TextSpan(words[^1].Start, tokens[i].End);
            }
            else
            {
                words.Add(tokens[i].Span);
                italic?.Add(tokens.IsItalic(i));
            }
        }

        return new WordSequence { Text = tokens.Text, Words = words, Italic = italic };
    }

    private static void Take(Draft draft, string label, TokenRange range)
    {
        var tokens = draft.Tokens;
        switch (label)
        {
            case "author":
                Persons(draft, draft.Authors, range);
                break;
            case "editor":
                Persons(draft, draft.Editors, range);
                break;
            case "translator":
                Persons(draft, draft.Translators, range);
                break;
            case "title" when draft.Title.IsEmpty:
                draft.Title = Bare(tokens, range);
                draft.TitleIsQuoted = !draft.Title.IsEmpty && tokens.QuotationAt(draft.Title.From) >= 0 && tokens.QuotationAt(draft.Title.To - 1) >= 0;
                draft.TitleIsItalic = !draft.Title.IsEmpty && tokens.IsItalic(draft.Title.From);
                break;
            case "title" or "container-title" or "journal" when draft.Container.IsEmpty:
                draft.IsIn |= LeadIns.Contains(tokens, range.From);
                draft.Container = Bare(tokens, AfterLeadIn(tokens, range));
                break;
            case "collection-title" when draft.Series.IsEmpty:
                draft.Series = Bare(tokens, range);
                break;
            case "location" when draft.Place.IsEmpty:
                draft.Place = Bare(tokens, range);
                break;
            case "publisher" when draft.Publisher.IsEmpty:
                draft.Publisher = Bare(tokens, range);
                break;
            case "edition" when draft.Edition.IsEmpty:
                draft.Edition = Bare(tokens, range);
                break;
            case "date" when draft.Year.IsEmpty:
                draft.Year = Year(tokens, range);
                break;
            case "volume":
                Volume(draft, range);
                break;
            case "pages" when draft.Pages.IsEmpty && PinpointReader.ReadAt(tokens, Opened(tokens, range), range.To) is { } pinpoint:
                draft.Pages = pinpoint.Number;
                break;
            case "url" or "doi":
                AddressReader.Read(draft, range.From, range.To);
                break;
            case "genre":
                draft.IsThesis |= Vocabulary.Thesis.IsIn(tokens, range);
                break;
        }
    }

    private static void Persons(Draft draft, List<PersonTokens> into, TokenRange range)
    {
        var tokens = draft.Tokens;
        var i = range.From;
        while (i < range.To)
        {
            if (tokens[i].Kind is not (TokenKind.Word or TokenKind.Number) || LeadIns.Contains(tokens, i) || Vocabulary.Editor.Contains(tokens, i) || Vocabulary.Translator.Contains(tokens, i)
                || (Vocabulary.PersonJoiners.Contains(tokens, i) && !tokens.Is(i + 1, '.')) || tokens.Is(i, "by") || tokens.Is(i, "al"))
            {
                i++;
                continue;
            }

            if (PersonList.Read(tokens, i, range.To) is { } list && list.End > i)
            {
                into.AddRange(list.Persons);
                i = list.End;
                continue;
            }

            // A body, or a name of an unknown shape: what stands to the next comma.
            var end = i;
            while (end < range.To && !tokens.Is(end, ',') && !tokens.Is(end, ';'))
            {
                end++;
            }

            var whole = ImprintReader.Trimmed(tokens, new TokenRange(i, end));
            if (!whole.IsEmpty)
            {
                into.Add(new PersonTokens(whole, whole, default, false, whole.Length, true));
            }

            i = Math.Max(end, i + 1);
        }
    }

    private static void Volume(Draft draft, TokenRange range)
    {
        for (var i = Opened(draft.Tokens, range); i < range.To;)
        {
            i = VolumeReader.Read(draft, i, range.To) is var next && next > i ? next : i + 1;
        }
    }

    // The first year, with the last one of a range.
    private static TokenRange Year(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (tokens[i].Kind == TokenKind.Number && tokens[i].Span.Length is 4 or 5)
            {
                return i + 2 < range.To && tokens[i + 1].Kind == TokenKind.Dash && tokens[i + 2].Kind == TokenKind.Number ? new TokenRange(i, i + 3) : new TokenRange(i, i + 1);
            }
        }

        return default;
    }

    private static int Opened(NoteTokens tokens, TokenRange range)
    {
        var i = range.From;
        while (i < range.To && tokens[i].Kind is TokenKind.Opening or TokenKind.Mark && !tokens.Is(i, '§') && !tokens.Is(i, '№'))
        {
            i++;
        }

        return i;
    }

    private static TokenRange AfterLeadIn(NoteTokens tokens, TokenRange range) =>
        range.Length > 1 && LeadIns.Contains(tokens, range.From) ? new TokenRange(tokens.Is(range.From + 1, ':') ? range.From + 2 : range.From + 1, range.To) : range;

    // Without marks, quotation marks and unpaired brackets at the ends.
    private static TokenRange Bare(NoteTokens tokens, TokenRange range)
    {
        var (from, to) = ImprintReader.Trimmed(tokens, range);
        while (from < to && (tokens[from].Kind == TokenKind.Quote || (tokens[from].Kind is TokenKind.Opening && (tokens.Partner(from) < 0 || tokens.Partner(from) >= to - 1))))
        {
            from++;
        }

        while (to > from && (tokens[to - 1].Kind == TokenKind.Quote || (tokens[to - 1].Kind is TokenKind.Closing && (tokens.Partner(to - 1) < from))))
        {
            to--;
        }

        return ImprintReader.Trimmed(tokens, new TokenRange(from, to));
    }
}
