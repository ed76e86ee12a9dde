namespace Recto.Journals.Exchange.Fixes;

/// <summary>What a piece of an XML file is.</summary>
internal enum XmlTokenKind
{
    /// <summary>A start tag.</summary>
    Start = 1,

    /// <summary>A tag that starts and ends an element.</summary>
    Empty,

    /// <summary>An end tag.</summary>
    End,

    /// <summary>Characters and references.</summary>
    Text,

    /// <summary>A CDATA section.</summary>
    CData,

    /// <summary>A declaration, comment or instruction.</summary>
    Other,
}

/// <summary>A piece of an XML file as it is written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the file's text, in UTF-16 code units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Name">Local name of a tag; empty for others.</param>
internal readonly record struct XmlToken(XmlTokenKind Kind, int Start, int End, string Name)
{
    /// <summary>Cuts a text that is known to be well-formed into pieces that tile it.</summary>
    public static List<XmlToken> Cut(string text)
    {
        var tokens = new List<XmlToken>(text.Length / 16);
        var names = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var at = 0;
        while (at < text.Length)
        {
            var token = text[at] != '<' ? new XmlToken(XmlTokenKind.Text, at, Until(text, "<", at, after: false), "")
                : Starts("<!--") ? new XmlToken(XmlTokenKind.Other, at, Until(text, "-->", at + 4), "")
                : Starts("<![CDATA[") ? new XmlToken(XmlTokenKind.CData, at, Until(text, "]]>", at + 9), "")
                : Starts("<?") ? new XmlToken(XmlTokenKind.Other, at, Until(text, "?>", at + 2), "")
                : Starts("<!") ? new XmlToken(XmlTokenKind.Other, at, EndOfDeclaration(text, at), "")
                : Tag(at);
            tokens.Add(token);
            at = Math.Max(token.End, at + 1);
        }

        return tokens;

        bool Starts(string opening) => string.CompareOrdinal(text, at, opening, 0, opening.Length) == 0;

        XmlToken Tag(int start)
        {
            var end = EndOfTag(text, start);
            var isEnd = start + 1 < text.Length && text[start + 1] == '/';
            var first = start + (isEnd ? 2 : 1);
            var last = first;
            while (last < end && !char.IsWhiteSpace(text[last]) && text[last] is not ('>' or '/'))
            {
                first = text[last] == ':' ? last + 1 : first;
                last++;
            }

            var span = text.AsSpan(first, last - first);
            if (!names.TryGetValue(span, out var name))
            {
                names[span] = name = span.ToString();
            }

            return new XmlToken(isEnd ? XmlTokenKind.End : end >= 2 && text[end - 2] == '/' ? XmlTokenKind.Empty : XmlTokenKind.Start, start, end, name);
        }
    }

    /// <summary>Index of the first piece that begins at a place or after it.</summary>
    public static int IndexAt(IReadOnlyList<XmlToken> tokens, int start)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Index of the end tag that closes a start tag; of the tag itself where it is empty.</summary>
    public static int Closing(IReadOnlyList<XmlToken> tokens, int opening)
    {
        var depth = 0;
        for (var i = opening; i < tokens.Count; i++)
        {
            depth += tokens[i].Kind switch { XmlTokenKind.Start => 1, XmlTokenKind.End => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return tokens.Count - 1;
    }

    /// <summary>The prefix of a tag with its colon; empty where it has none.</summary>
    public string Prefix(string text)
    {
        var first = Start + (Kind == XmlTokenKind.End ? 2 : 1);
        return text[first..text.IndexOf(Name, first, StringComparison.Ordinal)];
    }

    /// <summary>The value of an attribute as it is written, found by its local name; null where the tag has none.</summary>
    public string? Attribute(string text, string name)
    {
        for (var at = Start + 1; at < End;)
        {
            var equals = text.IndexOf('=', at, End - at);
            var open = equals < 0 ? -1 : text.AsSpan(equals, End - equals).IndexOfAny('"', '\'');
            if (open < 0)
            {
                return null;
            }

            open += equals;
            var close = text.IndexOf(text[open], open + 1, End - open - 1);
            if (close < 0)
            {
                return null;
            }

            var written = text.AsSpan(at, equals - at).Trim();
            written = written[(written.LastIndexOfAny(" \t\r\n:") + 1)..];
            if (written.SequenceEqual(name))
            {
                return text[(open + 1)..close];
            }

            at = close + 1;
        }

        return null;
    }

    private static int Until(string text, string end, int from, bool after = true)
    {
        var at = from > text.Length ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : after ? at + end.Length : at;
    }

    private static int EndOfTag(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '>')
            {
                return at + 1;
            }

            if (text[at] is '"' or '\'')
            {
                at = Until(text, text[at].ToString(), at + 1) - 1;
            }
        }

        return text.Length;
    }

    // <!DOCTYPE article … [ <!ENTITY a "b"> <!-- ]> --> ]>
    private static int EndOfDeclaration(string text, int start)
    {
        var inSubset = false;
        for (var at = start + 2; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"' or '\'':
                    at = Until(text, text[at].ToString(), at + 1) - 1;
                    break;
                case '<' when string.CompareOrdinal(text, at, "<!--", 0, 4) == 0:
                    at = Until(text, "-->", at + 4) - 1;
                    break;
                case '<' when string.CompareOrdinal(text, at, "<?", 0, 2) == 0:
                    at = Until(text, "?>", at + 2) - 1;
                    break;
                case '[':
                    inSubset = true;
                    break;
                case ']':
                    inSubset = false;
                    break;
                case '>' when !inSubset:
                    return at + 1;
            }
        }

        return text.Length;
    }
}
