using Recto.Notes.Archives;
using Recto.Notes.CallNumbers;
using Recto.Notes.Text;

namespace Recto.Notes.References;

/// <summary>Reads the references of one segment: one for each archive named in it, or one by its call number alone.</summary>
internal sealed class ArchivalSegmentReader
{
    private const int LongestBefore = 700;
    private const int MostConjunctions = 12;

    private readonly NoteWords _words;
    private readonly IntroducedRepositories _introduced;
    private readonly CallNumberPieces _cutter;
    private readonly CallNumberReader _calls;
    private readonly RepositoryChoice _choice;
    private readonly CallNumberEvidence _evidence;
    private readonly BackwardReader _backward;
    private readonly BareCallNumbers _bare;

    public ArchivalSegmentReader(RepositoryDirectory directory, NoteWords words, IntroducedRepositories introduced)
    {
        _words = words;
        _introduced = introduced;
        _cutter = new CallNumberPieces(words);
        _calls = new CallNumberReader(words, _cutter);
        _choice = new RepositoryChoice(words, introduced);
        _evidence = new CallNumberEvidence(words);
        _backward = new BackwardReader(words, _cutter, _evidence);
        _bare = new BareCallNumbers(directory, words, introduced, _cutter, _calls);
    }

    private string Text => _words.Text;

    public void Read(TextSpan segment, List<RepositoryMention> mentions, List<ArchivalReference> references)
    {
        var cursor = segment.Start;
        var found = false;
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            if (mention.Span.Start < cursor)
            {
                continue;
            }

            var limit = i + 1 < mentions.Count ? mentions[i + 1].Span.Start : segment.End;
            if (ReadMention(segment, cursor, mention, limit, isLast: i + 1 == mentions.Count) is not { } reference)
            {
                continue;
            }

            found = true;
            references.Add(reference);
            cursor = Math.Max(reference.Span.End, cursor);
            if (reference.RepositoryId is { } id)
            {
                _introduced.Cite(id);
            }
        }

        if (!found && _bare.Read(segment) is { } bare)
        {
            references.Add(bare);
        }
    }

    private ArchivalReference? ReadMention(TextSpan segment, int cursor, RepositoryMention mention, int limit, bool isLast)
    {
        var (before, zoneEnd) = Zones(segment, cursor, mention, limit);
        var after = new TextSpan(Math.Min(mention.Span.End, zoneEnd), zoneEnd);
        if (!isLast && zoneEnd == limit)
        {
            after = new TextSpan(after.Start, BeforeNextDocument(after));
        }

        var (description, date) = DocumentDescription.Read(_words, _cutter, before);
        var (repository, call) = _choice.Forward(_calls, mention, after, description is not null || date is not null);
        var confidence = call.Score;
        if (!_evidence.IsEvidence(mention, call))
        {
            call = _backward.Read(before, mention);
            confidence = call.Score;
            if (call.Path.Count > 0)
            {
                repository = _choice.ByBackward(mention, new TextSpan(call.Start, before.End));
                (description, date) = DocumentDescription.Read(_words, _cutter, new TextSpan(before.Start, call.Start));
            }
            else if (!IsNamedHolder(mention, before, after, description))
            {
                return null;
            }
        }

        var start = First(mention.Span.Start, description, date, call.Path.Count > 0 ? call.Start : null);
        var end = Last(mention.Span.End, call, zoneEnd);
        return Build(mention, repository, call, new TextSpan(start, end), description, date, confidence);
    }

    // The stretch before the archive, and where what follows it must end: its bracket or its segment.
    private (TextSpan Before, int ZoneEnd) Zones(TextSpan segment, int cursor, RepositoryMention mention, int limit)
    {
        // What stands farther back describes nothing here; and many archives in one sentence must not be read again and again.
        cursor = Math.Max(cursor, mention.Span.Start - LongestBefore);
        var open = _words.EnclosingBracket(mention.Span.Start);
        if (open < cursor)
        {
            return (new TextSpan(cursor, mention.Span.Start), limit);
        }

        var close = Math.Min(_words.Partner(open), segment.End);
        var inside = new TextSpan(open + 1, mention.Span.Start);
        var end = Math.Min(limit, Math.Max(close, mention.Span.End));
        return _words.IndexFrom(inside.End) - _words.IndexFrom(inside.Start) > 3 ? (inside, end) : (new TextSpan(cursor, open), end);
    }

    // "Box 5, 1988–Minutes and Slany to Krys, June 2, 1988, Department of State": the second document begins behind "and".
    private int BeforeNextDocument(TextSpan after)
    {
        var left = MostConjunctions;
        for (var i = _words.IndexFrom(after.Start); left > 0 && i + 1 < _words.Words.Count && _words.Words[i].End < after.End; i++)
        {
            var joins = _words.Words[i].Folded is "and" or "also" or "et" or "und";
            left -= joins ? 1 : 0;
            if (joins && char.IsLower(Text[_words.Words[i].Start])
                && ((char.IsUpper(Text[_words.Words[i + 1].Start]) && !DateWords.IsMonth(_words.Words[i + 1].Folded)) || _words.Words[i + 1].Folded is "in" or "report" or "minutes" or "record" or "transcript" or "passim" or "attached" or "draft" or "memorandum")
                && CollectionWords.DescribesDocument(_words, new TextSpan(_words.Words[i].End, after.End)))
            {
                var end = _words.Words[i].Start;
                while (end > after.Start && Text[end - 1] is ' ' or ',' or '(' or '[')
                {
                    end--;
                }

                return end;
            }
        }

        return after.End;
    }

    // "Paper 78/8, 1978, Royal College of Physicians Archives": no number, but a document and who holds it.
    private bool IsNamedHolder(RepositoryMention mention, TextSpan before, TextSpan after, TextSpan? description) =>
        description is { } document && !mention.IsWeak && (mention.Candidates.Count > 0 || mention.IsIntroduced)
        && _words.EnclosingBracket(mention.Span.Start) < before.Start
        && CollectionWords.DescribesDocument(_words, document)
        && _words.IndexFrom(after.End) - _words.IndexFrom(after.Start) <= 1;

    private static int First(int start, TextSpan? description, TextSpan? date, int? path)
    {
        start = Math.Min(start, description?.Start ?? start);
        start = Math.Min(start, date?.Start ?? start);
        return Math.Min(start, path ?? start);
    }

    private int Last(int end, CallNumber call, int zoneEnd)
    {
        end = Math.Max(end, call.End);
        if (end < Text.Length && end < _words.Within.End && Text[end] is ')' or ']' && _words.Partner(end) >= 0 && zoneEnd <= end + 1)
        {
            end++;
        }

        var fields = Math.Max(call.FieldsEnd(), 1);
        while (end > fields && Text[end - 1] is ' ' or ',' or '.' && !EndsAbbreviation(end))
        {
            end--;
        }

        return end;
    }

    private bool EndsAbbreviation(int end) => Text[end - 1] == '.' && end >= 2 && end < Text.Length && char.IsLetter(Text[end - 2]) && Text[end] is ',' or ')';

    private ArchivalReference Build(RepositoryMention mention, Repository? repository, CallNumber call, TextSpan span, TextSpan? description, TextSpan? date, double score)
    {
        var printed = mention.Siglum ?? mention.Name;
        TextSpan? name = mention.Siglum is not null ? mention.Name : null;

        // The bracket or the description may reach over the opening mark of a quotation.
        if (description is { } found && found.Start > span.Start && call.Path.Count == 0)
        {
            span = new TextSpan(Math.Min(span.Start, found.Start), span.End);
        }

        return ArchivalReference.Of(Text, OpenQuotation(span, description), RepositoryChoice.Confidence(mention, repository, score), call, description, date) with
        {
            Repository = Field.OfAny(Text, printed),
            RepositoryId = repository?.Id,
            RepositoryName = Field.OfAny(Text, name),
        };
    }

    private TextSpan OpenQuotation(TextSpan span, TextSpan? description) =>
        description is { } found && found.Start == span.Start && span.Start > _words.Within.Start && Text[span.Start - 1] is '“' or '"' or '«' or '‘' ? new TextSpan(span.Start - 1, span.End) : span;
}
