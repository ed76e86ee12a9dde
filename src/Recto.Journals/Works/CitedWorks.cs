using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Works;

/// <summary>Takes the published sources out of the bibliography of an article.</summary>
public static partial class CitedWorks
{
    // What is longer is prose, or no reference; nothing longer is compared or kept.
    private const int LongestField = 600;
    private const int MostNames = 40;
    private const int MostMentions = 2000;

    /// <summary>The published sources in order of first mention; what prints neither title nor container cannot be told from others and is left out.</summary>
    /// <param name="bibliography">The bibliography that the notes imply.</param>
    public static IReadOnlyList<CitedWork> Of(Bibliography bibliography)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        var works = new List<CitedWork>();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < bibliography.Sources.Count; i++)
        {
            var source = bibliography.Sources[i];
            if (source.Kind is ReferenceKind.Archival or ReferenceKind.Unknown || RecordOf(source) is not { } record || !CanBeTold(record))
            {
                continue;
            }

            var fingerprint = Fingerprint(source);
            var times = taken[fingerprint] = taken.GetValueOrDefault(fingerprint) + 1;
            works.Add(new CitedWork
            {
                SourceId = source.Id,
                Ordinal = i,
                Fingerprint = times == 1 ? fingerprint : $"{fingerprint}-{times}",
                Record = record,
                Mentions = [.. source.Mentions.Take(MostMentions).Select(Mention)],
            });
        }

        return works;
    }

    private static WorkRecord RecordOf(CitedSource source)
    {
        var words = source.Mentions.Take(50).Select(mention => mention.Words).ToList();
        return new WorkRecord
        {
            Kind = source.Kind,
            IsFull = source.Mentions.Any(mention => mention.Form is ReferenceForm.Full or ReferenceForm.Idem),
            Authors = source.AreAuthorsInferred || source.Authors.Count > 0 ? Names(source.Authors) : [],
            Editors = Names(source.Editors),
            Translators = Names(source.Translators),
            Title = Short(source.Title),
            Container = PointsBack(source.Container) ? null : Short(source.Container),
            Place = Short(source.Place),
            Publisher = Short(source.Publisher),
            Year = Short(source.Date?.Printed),
            Volume = Short(source.Volume),
            Issue = Short(source.Issue),
            Series = Short(source.Series),
            Edition = Short(source.Edition),
            FirstPage = Short(source.Pages?.First),
            LastPage = Short(source.Pages?.Last),
            Doi = Short(source.Doi),
            Isbn = words.Select(IsbnIn).FirstOrDefault(isbn => isbn is not null),
            Oclc = words.Select(text => Oclc().Match(text)).FirstOrDefault(match => match.Success)?.Groups[1].Value,
            Url = Short(source.Url),
        };
    }

    // A number alone, or "11 ibid", is what is left where a note was misread.
    private static bool CanBeTold(WorkRecord record) => TitleShape.Of(record.DisplayTitle).Telling.Any(word => !char.IsAsciiDigit(word[0]) && word is not ("ibid" or "ibidem" or "ebd" or "ebenda" or "idem" or "op" or "cit" or "loc"))
        || record is { People.Count: > 0, DisplayTitle.Length: > 0 };

    // "ibid." in the place of the journal.
    private static bool PointsBack(string? container) => container is not null && WordFolding.Words(container, 3) is [var word] && word is "ibid" or "ibidem" or "ebd" or "ebenda" or "id" or "idem" or "tamzhe" or "op";

    private static WorkMention Mention(CitedMention mention) => new()
    {
        Note = mention.NoteIndex,
        Reference = mention.ReferenceIndex,
        Form = mention.Form,
        Locator = Short(mention.Locator),
        LocatorKind = mention.LocatorKind,
        IsLocatorInferred = mention.IsLocatorInferred,
        Volume = Short(mention.Volume),
    };

    private static IReadOnlyList<CitedName> Names(IReadOnlyList<CitedName> names) =>
        [.. names.Take(MostNames).Select(name => name with { Family = Short(name.Family) ?? "", Given = Short(name.Given) }).Where(name => name.Family.Length > 0)];

    private static string? Short(string? text) => text is null ? null : BoundedText.Cut(text, LongestField);

    // The first full mention, else the first: its words stay when the engine reads them otherwise.
    private static string Fingerprint(CitedSource source)
    {
        var best = source.Mentions.FirstOrDefault(mention => mention.Form is ReferenceForm.Full or ReferenceForm.Idem) ?? (source.Mentions.Count > 0 ? source.Mentions[0] : null);
        var words = string.Join(' ', WordFolding.Words(best?.Words ?? source.Id, 200));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..32];
    }

    /// <summary>The first ISBN in a text as 13 digits, its check digit right; null where there is none.</summary>
    /// <param name="text">Printed words.</param>
    internal static string? IsbnIn(string text)
    {
        foreach (Match match in Isbn().Matches(text))
        {
            var digits = match.Groups[1].Value.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
            if (digits.Length >= 13 && CheckDigits.IsIsbn13(digits.AsSpan(0, 13)))
            {
                return digits[..13];
            }

            if (digits.Length >= 10 && CheckDigits.IsIsbn10(digits.AsSpan(0, 10)))
            {
                var body = "978" + digits[..9];
                return body + CheckDigits.OfIsbn13(body);
            }
        }

        return null;
    }

    [GeneratedRegex(@"ISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?\d[-\d ]{7,14}[\dXx])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Isbn();

    [GeneratedRegex(@"OCLC(?:\s*(?:no\.?|number))?[:#]?\s*(\d{5,12})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Oclc();
}
