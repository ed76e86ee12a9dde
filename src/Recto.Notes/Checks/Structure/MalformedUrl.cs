using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0212: a web address that leads nowhere as printed: <c>http//</c>, <c>htp://</c>, <c>http://http://</c>, <c>www,</c>, a blank inside, two addresses run together.</summary>
internal sealed class MalformedUrl : Check
{
    private static readonly string[] Files = [".html", ".htm", ".shtml", ".php", ".pdf", ".asp", ".aspx", ".jsp", ".xml"];
    private static readonly string[] TopLevels = ["com", "org", "net", "edu", "gov", "int", "eu", "uk", "de", "fr", "it", "es", "ru", "nl", "ch", "at", "ca", "au", "pl", "br"];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0212", "malformed-url", "A web address that leads nowhere as printed", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            TextSpan? last = null;
            foreach (var stretch in Addresses.Stretches(text))
            {
                var own = Trimmed(text, stretch);
                if ((last is { } before && own.Start == before.End + 1 && text[before.End] == ' ' ? Parted(text, before, own) : null) is { } parted)
                {
                    yield return At(note, parted.Span, parted.Message, parted.Fix);
                }

                last = null;
                if (Scheme(text, own) is { } found)
                {
                    yield return At(note, found.Span, found.Message, found.Fix);
                }
                else if (IsAddress(text, own))
                {
                    if (Glued(text, own) is { } glued)
                    {
                        yield return At(note, glued.Span, glued.Message, glued.Fix);
                    }
                    else if (Host(text, own) is { } host)
                    {
                        yield return At(note, host.Span, host.Message, host.Fix);
                    }

                    last = own.End == stretch.End ? own : null;
                }
            }
        }
    }

    // Without brackets and quotation marks around, and what ends the sentence.
    private static TextSpan Trimmed(string text, TextSpan stretch)
    {
        var (start, end) = (stretch.Start, stretch.End);
        while (start < end && text[start] is '<' or '(' or '[' or '‹' or '«' or '“' or '"' or '‘' or '\'')
        {
            start++;
        }

        while (end > start && text[end - 1] is '>' or ')' or ']' or '›' or '»' or '”' or '"' or '’' or '\'' or ',' or ';')
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    private static bool IsAddress(string text, TextSpan own)
    {
        var words = own.In(text);
        return words.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || words.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || words.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Scheme(string text, TextSpan own)
    {
        var words = own.In(text);
        var letters = 0;
        while (letters < words.Length && char.IsAsciiLetter(words[letters]))
        {
            letters++;
        }

        if (letters is < 2 or > 7 || letters == words.Length)
        {
            return null;
        }

        var marks = letters;
        while (marks < words.Length && words[marks] is ':' or ';' or '/' or '\\' or '.' or ',')
        {
            marks++;
        }

        var scheme = words[..letters].ToString().ToLowerInvariant();
        var mark = words[letters..marks];
        var start = own.Start;
        if (scheme is "www" or "wwww" or "ww" or "wwwww")
        {
            return (scheme != "www" || mark is not ".") && mark is "." or "," or ".." or ",." && IsHost(words[marks..])
                ? (new TextSpan(start, start + marks), $"“{words[..marks]}” begins no web address; it may be www. Write it so.", Suggest(new TextSpan(start, start + marks), "www."))
                : null;
        }

        var isHttp = scheme is "http" or "https";
        var isNearly = !isHttp && mark is "://" && (EditDistance.IsOne(scheme, "http") || EditDistance.IsOne(scheme, "https"));
        if (isNearly)
        {
            var meant = scheme.Contains('s', StringComparison.Ordinal) ? "https" : "http";
            return (new TextSpan(start, start + marks), $"“{words[..marks]}” begins no web address; {meant}:// may be meant.", Suggest(new TextSpan(start, start + letters), meant));
        }

        if (!isHttp)
        {
            return null;
        }

        // "http://http://…", "https://https//…"
        if (mark is "://" && words[marks..] is var inner && inner.StartsWith("http", StringComparison.OrdinalIgnoreCase) && inner.IndexOfAny(':', '/') is 4 or 5)
        {
            return (new TextSpan(start, start + marks + 5), $"“{scheme}://” is printed twice. Print it once.", Suggest(new TextSpan(start, start + marks), ""));
        }

        // "https: //www.…"
        if (mark is ":" && marks == words.Length && own.End + 3 < text.Length && text[own.End] == ' ' && text[own.End + 1] == '/' && text[own.End + 2] == '/' && IsHost(NextStretch(text, own.End + 3)))
        {
            return (new TextSpan(start, own.End + 3), $"A blank parts “{words}” from what follows. Close it up.", Suggest(new TextSpan(own.End, own.End + 1), ""));
        }

        // "http:// www.…"
        if (mark is "://" && marks == words.Length && own.End + 1 < text.Length && text[own.End] == ' ' && IsHost(NextStretch(text, own.End + 1)))
        {
            return (own, $"A blank follows “{words}”, and the address is lost. Close it up.", Suggest(new TextSpan(own.End, own.End + 1), ""));
        }

        return mark is not "://" && (mark.Contains('/') || mark.Contains('\\') || (mark is ":" && words[marks..].StartsWith("www."))) && IsHost(words[marks..])
            ? (new TextSpan(start, start + marks), $"“{words[..marks]}” begins no web address; write {scheme}://.", Suggest(new TextSpan(start + letters, start + marks), "://"))
            : null;
    }

    // "www.example.org/page", "example.org": letters and digits with a stop among them.
    private static bool IsHost(ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOfAny('/', '?');
        var host = slash < 0 ? rest : rest[..slash];
        var dot = host.IndexOf('.');
        if (dot < 1 || dot + 2 >= host.Length)
        {
            return false;
        }

        foreach (var c in host)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            {
                return false;
            }
        }

        return char.IsLetter(host[dot + 1]) || char.IsLetter(host[0]);
    }

    private static ReadOnlySpan<char> NextStretch(string text, int from)
    {
        var end = from;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return text.AsSpan(from, end - from);
    }

    // "…/page.htmlhttp://…": archives put the one address into the other behind a slash.
    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Glued(string text, TextSpan own)
    {
        for (var i = own.Start + 8; i + 8 < own.End; i++)
        {
            if (text[i] is not ('h' or 'H') || !(text.AsSpan(i).StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.AsSpan(i).StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            // A link with its own address for a text, as exports write it: “https://x.orghttps://x.org” is the file's, not the author's.
            if (text.AsSpan(own.Start, i - own.Start).SequenceEqual(text.AsSpan(i, own.End - i).TrimEnd('.')))
            {
                return null;
            }

            return char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or ',' or ';' or ')' or '>' || (text[i - 1] == '/' && HostOf(text.AsSpan(i, own.End - i)).SequenceEqual(HostOf(own.In(text))))
                ? (new TextSpan(own.Start, own.Start + own.In(text).TrimEnd('.').Length), "Two web addresses are run together here. Part them.", Suggest(new TextSpan(i, i), text[i - 1] is '.' or ',' or ';' or '>' ? " " : ", "))
                : null;
        }

        return null;
    }

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> address)
    {
        var rest = address.IndexOf("://") is >= 0 and var scheme ? address[(scheme + 3)..] : address;
        return rest.IndexOf('/') is >= 0 and var slash ? rest[..slash] : rest;
    }

    // "www.example,org", "http://www..example.org"
    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Host(string text, TextSpan own)
    {
        var words = own.In(text);
        var from = words.IndexOf("://") is >= 0 and var scheme ? scheme + 3 : 0;
        var length = words[from..].IndexOfAny('/', '?', '#') is >= 0 and var slash ? slash : words.Length - from;
        var host = words.Slice(from, length);
        var twice = host.TrimEnd('.').IndexOf("..");
        var (start, end) = (own.Start + from, own.Start + from + host.TrimEnd('.').Length);
        if (twice > 0 && host.Length > twice + 2 && char.IsAsciiLetterOrDigit(host[twice + 2]))
        {
            return (new TextSpan(start, end), $"“{text[start..end]}” has two stops in a row. Take one away.", Suggest(new TextSpan(start + twice, start + twice + 2), "."));
        }

        var comma = host.IndexOf(',');
        return comma > 0 && Array.IndexOf(TopLevels, host[(comma + 1)..].TrimEnd('.').ToString()) >= 0
            ? (new TextSpan(start, end), $"“{text[start..end]}” has a comma for a stop. Put the stop.", Suggest(new TextSpan(start + comma, start + comma + 1), "."))
            : null;
    }

    // "www.example .org/page", "…/folder/ page.html"
    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Parted(string text, TextSpan before, TextSpan next)
    {
        var head = before.In(text);
        var tail = next.In(text);
        if (IsAddress(text, next) || tail.Length < 3)
        {
            return null;
        }

        var word = tail.TrimEnd('.');
        if (word.IsEmpty)
        {
            return null;
        }

        var isFile = Array.Exists(Files, file => text[next.Start..next.End].TrimEnd('.').EndsWith(file, StringComparison.OrdinalIgnoreCase)) && word.IndexOfAny('.', '/') > 0;
        var isPath = head[^1] is '/' or '-' or '_' or '=' or '&' or '?' && isFile && !tail.Contains("//", StringComparison.Ordinal);
        var isDomain = word[0] == '.' && word.Length > 2 && char.IsAsciiLetter(word[1]) && Array.IndexOf(TopLevels, FirstLabel(word[1..])) >= 0;
        var isHost = head[^1] == '.' && HasNoPath(head) && char.IsAsciiLetterLower(word[0]) && word.IndexOf('.') is > 0 and var dot && Array.IndexOf(TopLevels, FirstLabel(word[(dot + 1)..])) >= 0;
        // "http://www.example. org/page"
        var isTopLevel = head[^1] == '.' && HasNoPath(head) && head.Count('.') >= 2 && char.IsAsciiLetterLower(word[0]) && FirstLabel(word) is var top && Array.IndexOf(TopLevels, top) >= 0 && (top is "com" or "org" or "net" or "edu" || (word.Length > top.Length && word[top.Length] == '/'));
        var isSlash = word[0] == '/' && word.Length > 2 && char.IsAsciiLetterLower(word[1]) && HasNoPath(head);
        return isPath || isDomain || isHost || isTopLevel || isSlash
            ? (new TextSpan(before.Start, next.Start + word.Length), $"A blank parts the address “{text[before.Start..(next.Start + word.Length)]}”. Close it up.", Suggest(new TextSpan(before.End, next.Start), ""))
            : null;
    }

    private static string FirstLabel(ReadOnlySpan<char> rest) => (rest.IndexOfAny('/', '.', '?') is >= 0 and var end ? rest[..end] : rest).ToString();

    private static bool HasNoPath(ReadOnlySpan<char> address) => (address.IndexOf("://") is >= 0 and var scheme ? address[(scheme + 3)..] : address).IndexOf('/') < 0;
}
