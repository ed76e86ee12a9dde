using System.Buffers;
using System.Collections.Frozen;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// What no rule of typography reaches in a note: web and mail addresses, DOIs, names of files and sites, code between backticks, tags, and call numbers. Every character is told at once, in one pass.
/// Limits: an address that is broken by a blank is known up to the blank.
/// </summary>
internal sealed class Untouchables
{
    private const int LongestCode = 200;
    private const int LongestTag = 80;

    // Of a name with points in it the last part: academia.edu, index.html.
    private static readonly FrozenSet<string> LastParts = FrozenSet.ToFrozenSet(
        ["com", "org", "net", "edu", "gov", "info", "io", "eu", "uk", "de", "fr", "ru", "ch", "at", "it", "es", "nl", "be", "dk", "se", "no", "fi", "pl", "cz", "ca", "us", "au", "br", "mx", "ar", "cl", "jp", "cn", "in", "il", "ua", "museum", "digital",
         "html", "htm", "php", "asp", "aspx", "pdf", "xml", "txt", "jpg", "jpeg", "png", "gif", "tif", "tiff", "csv", "json", "js", "py", "md", "doc", "docx", "xls", "xlsx", "zip", "exe", "xsl", "xslt", "svg", "mp3", "mp4", "css", "ttl", "rdf"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Ends = SearchValues.Create(".,;:!?)]}>”’»“\"'…");

    private readonly bool[] _mask;

    private Untouchables(int length) => _mask = new bool[length];

    /// <summary>Those of a text alone: addresses, code and tags.</summary>
    public static Untouchables Of(string text)
    {
        var found = new Untouchables(text.Length);
        found.MarkAddresses(text);
        found.MarkCode(text);
        return found;
    }

    /// <summary>Those of a note: the call numbers that it was read to have besides.</summary>
    public static Untouchables Of(CheckContext context, int note)
    {
        var found = Of(context.Text(note));
        foreach (var resolved in context.References(note))
        {
            switch (resolved.Reference)
            {
                case ArchivalReference archival:
                    found.Mark(archival.Repository?.Span);
                    foreach (var level in archival.Path)
                    {
                        found.Mark(level.Span);
                    }

                    break;
                case BackReference back:
                    foreach (var level in back.Levels)
                    {
                        found.Mark(level.Value.Span);
                    }

                    break;
                case PublishedReference published:
                    found.Mark(published.Doi?.Span);
                    found.Mark(published.Url?.Span);
                    break;
            }
        }

        return found;
    }

    /// <summary>Whether the character at that position is to be left alone; false outside the text.</summary>
    public bool Has(int position) => (uint)position < (uint)_mask.Length && _mask[position];

    private void Mark(TextSpan? span)
    {
        if (span is { } marked && marked.Start >= 0 && marked.End <= _mask.Length && marked.End > marked.Start)
        {
            _mask.AsSpan(marked.Start, marked.Length).Fill(true);
        }
    }

    private void MarkAddresses(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (AddressIn(text.AsSpan(start, end - start)) is { } from)
            {
                Mark(new TextSpan(start + from, start + from + LengthOf(text.AsSpan(start + from, end - start - from))));
            }

            start = end;
        }
    }

    // Where in a run without blanks an address begins; null where there is none.
    private static int? AddressIn(ReadOnlySpan<char> run)
    {
        var scheme = run.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            while (scheme > 0 && char.IsAsciiLetter(run[scheme - 1]))
            {
                scheme--;
            }

            return scheme;
        }

        foreach (var sign in (ReadOnlySpan<string>)["www.", "doi:", "DOI:", "urn:", "hdl:", "mailto:"])
        {
            if (run.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at)
            {
                return at;
            }
        }

        var lead = 0;
        while (lead < run.Length && !char.IsLetterOrDigit(run[lead]))
        {
            lead++;
        }

        var rest = run[lead..];
        rest = rest[..LengthOf(rest)];
        if ((rest.StartsWith("10.", StringComparison.Ordinal) && rest.Contains('/')) || rest.Contains('_') || rest.Contains('\\') || (rest.Contains('@') && rest.Contains('.')))
        {
            return lead;
        }

        var slash = rest.IndexOf('/');
        var site = slash > 0 ? rest[..slash] : rest;
        var point = site.LastIndexOf('.');
        return point > 0 && LastParts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(site[(point + 1)..]) && site[..point].IndexOfAnyExceptInRange('-', 'z') < 0 && site[..point].ContainsAnyInRange('a', 'z') ? lead : null;
    }

    // Without the punctuation of the sentence; a bracket belongs to the address where it was opened in it.
    private static int LengthOf(ReadOnlySpan<char> address)
    {
        var length = address.Length;
        var unopened = address.Count(')') - address.Count('(');
        while (length > 0 && Ends.Contains(address[length - 1]) && (address[length - 1] != ')' || unopened-- > 0))
        {
            length--;
        }

        return length;
    }

    private void MarkCode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var (mark, longest) = text[i] switch
            {
                '`' => ('`', LongestCode),
                '<' when i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '?') => ('>', LongestTag),
                _ => ('\0', 0),
            };
            var end = longest == 0 ? -1 : text.AsSpan(i + 1, Math.Min(longest, text.Length - i - 1)).IndexOf(mark);
            if (end > 0 && !(mark == '`' && char.IsWhiteSpace(text[i + 1])) && !(mark == '`' && i > 0 && char.IsLetter(text[i - 1])))
            {
                Mark(new TextSpan(i, i + end + 2));
                i += end + 1;
            }
        }
    }
}
