using Recto.Notes.Archives;

namespace Recto.Journals.Search;

/// <summary>One reading of a query, from left to right.</summary>
internal sealed class QueryReading(RepositoryDirectory archives)
{
    private readonly List<SearchClause> _clauses = [];
    private readonly List<string> _archives = [];
    private int? _from;
    private int? _to;
    private string? _journal;
    private string? _language;

    public SearchQuery Query() => new() { Clauses = _clauses, Archives = _archives, YearFrom = _from, YearTo = _to, Journal = _journal, Language = _language };

    /// <summary>Levels of a call number: they follow each other wherever they are printed, and stand so among the sources.</summary>
    public void AddExact(string levels) => Add(SearchFields.All, levels, isQuoted: true, isNegated: false);

    public void Read(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var isNegated = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            at += isNegated ? 1 : 0;
            var colon = FieldEnd(text, at);
            var field = colon > 0 ? text[at..colon] : null;
            at = colon > 0 ? colon + 1 : at;
            var (value, isQuoted, next) = Value(text, at);
            at = next;
            if (field is null || !AddField(field, value, isQuoted, isNegated))
            {
                if (field is not null)
                {
                    Add(SearchFields.All, field, isQuoted: false, isNegated);
                }

                Add(SearchFields.All, value, isQuoted, isNegated);
            }
        }
    }

    // The place of the colon after a name of letters; 0 where there is none.
    private static int FieldEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end > at && end + 1 < text.Length && text[end] == ':' && !char.IsWhiteSpace(text[end + 1]) ? end : 0;
    }

    private static (string Value, bool IsQuoted, int Next) Value(string text, int at)
    {
        if (at < text.Length && IsQuote(text[at]))
        {
            var end = at + 1;
            while (end < text.Length && !IsQuote(text[end]))
            {
                end++;
            }

            return (text[(at + 1)..end], true, Math.Min(end + 1, text.Length));
        }

        var stop = at;
        while (stop < text.Length && !char.IsWhiteSpace(text[stop]) && !IsQuote(text[stop]))
        {
            stop++;
        }

        return (text[at..stop], false, Math.Max(stop, at + 1));
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„' or '«' or '»' or '‟' or '＂';

    private bool AddField(string field, string value, bool isQuoted, bool isNegated)
    {
        SearchFields? fields = field.ToUpperInvariant() switch
        {
            "TITLE" => SearchFields.Title,
            "AUTHOR" or "AUTHORS" => SearchFields.Authors,
            "ABSTRACT" => SearchFields.Abstract,
            "TEXT" or "BODY" => SearchFields.Text,
            "NOTE" or "NOTES" => SearchFields.Notes,
            "SOURCE" or "SOURCES" => SearchFields.Sources,
            _ => null,
        };
        if (fields is { } known)
        {
            Add(known, value, isQuoted, isNegated);
            return true;
        }

        if (isNegated)
        {
            return false;
        }

        switch (field.ToUpperInvariant())
        {
            case "YEAR" when QueryReader.TryReadYears(value, out var from, out var to):
                (_from, _to) = (from, to);
                return true;
            case "ARCHIVE" when FindArchive(value) is { } archive:
                _archives.Add(archive);
                return true;
            case "ARCHIVE":
                Add(SearchFields.Sources, value, isQuoted, isNegated: false);
                return true;
            case "JOURNAL" when value.Trim().Length > 0:
                _journal = value.Trim();
                return true;
            case "LANG" or "LANGUAGE" when value.Length is >= 2 and <= 8 && value.All(char.IsAsciiLetter):
                _language = value.ToLowerInvariant();
                return true;
            default:
                return false;
        }
    }

    private string? FindArchive(string value) => archives.Find(value.ToLowerInvariant())?.Id
        ?? archives.FindBySiglum(value).Concat(archives.FindBySiglum(value.ToUpperInvariant())).Concat(archives.FindByName(value)).FirstOrDefault()?.Id;

    private void Add(SearchFields fields, string value, bool isQuoted, bool isNegated)
    {
        var isPrefix = value.EndsWith('*');
        var words = new List<SearchWord>();
        var run = false;
        var scanner = new WordScanner(value);
        while (scanner.Next())
        {
            // Words of one value that only a hyphen (or nothing, as in Chinese) parts must follow each other; a full stop or a slash says less.
            var word = new SearchWord(scanner.Form.ToString(), value[scanner.Start..scanner.End]);
            if (words.Count > 0 && !isQuoted && !run)
            {
                _clauses.Add(new SearchClause(fields, [.. words], false, false, isNegated));
                words.Clear();
            }

            words.Add(word);
            run = scanner.IsHyphenated || (scanner.End < value.Length && char.IsLetter(value[scanner.End]));
        }

        if (words.Count > 0)
        {
            _clauses.Add(new SearchClause(fields, words, isQuoted, isPrefix && QueryReader.CanBePrefix(words[^1].Form), isNegated));
        }
    }
}
