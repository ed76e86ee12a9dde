using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Recto.Journals.Exchange.Html;

namespace Recto.App.Shell.Language;

/// <summary>
/// Says Recto's own words in the HTML that is kept (<see cref="WordMarks"/>) in the language of the request while the bytes go out. What is no mark of known words goes out as it is.
/// </summary>
internal sealed partial class SaidWords(Say say)
{
    private const byte Lead = 0xEE; // First byte of U+E000 to U+EFFF in UTF-8; no other character begins with it, and hardly any text holds one.
    private const int MostValues = 4;
    private const int Deepest = 4;
    private readonly ConcurrentDictionary<string, Table> _languages = new(StringComparer.Ordinal);

    private enum Kind { None, Begin, End, Value }

    /// <summary>Writes HTML with its words said.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="html">A kept fragment, UTF-8.</param>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> html)
    {
        if (html.IndexOf(Lead) < 0)
        {
            output.Write(html);
            return;
        }

        // Marks are many and short: they are written one behind the other in one piece of memory, and that goes out at once.
        var said = new Piece(html.Length + html.Length / 4);
        Write(ref said, html, Words(), 0);
        output.Write(said.Written);
        said.GiveBack();
    }

    /// <summary>HTML of a kept fragment, for a component.</summary>
    /// <param name="html">UTF-8.</param>
    public MarkupString this[ReadOnlySpan<byte> html]
    {
        get
        {
            if (html.IndexOf(Lead) < 0)
            {
                return new(Encoding.UTF8.GetString(html));
            }

            var said = new ArrayBufferWriter<byte>(html.Length + 256);
            Write(said, html);
            return new(Encoding.UTF8.GetString(said.WrittenSpan));
        }
    }

    private static void Write(ref Piece output, scoped ReadOnlySpan<byte> html, Table words, int depth)
    {
        Span<Range> parts = stackalloc Range[MostValues + 1];
        while (html.IndexOf(Lead) is >= 0 and var at)
        {
            output.Add(html[..at]);
            html = html[at..];
            if (html.StartsWith(OfLanguage))
            {
                output.Add(words.Language);
                html = html[OfLanguage.Length..];
            }
            else if (depth < Deepest && KindOf(html) == Kind.Begin && Parts(html, parts, out var count) is > 0 and var length && words.Find(html[parts[0]]) is { } template)
            {
                foreach (var (literal, value) in template.Form(html[parts[Math.Min(1, count - 1)]]))
                {
                    output.Add(literal);
                    if (value >= 0 && value + 1 < count)
                    {
                        Write(ref output, html[parts[value + 1]], words, depth + 1);
                    }
                }

                html = html[length..];
            }
            else
            {
                output.Add(html[..1]);
                html = html[1..];
            }
        }

        output.Add(html);
    }

    private static ReadOnlySpan<byte> OfLanguage => "\uE000\uE001"u8;

    private static Kind KindOf(ReadOnlySpan<byte> html) => html.Length < 3 || html[1] != 0x80 ? Kind.None : html[2] switch { 0x80 => Kind.Begin, 0x81 => Kind.End, 0x82 => Kind.Value, _ => Kind.None };

    /// <summary>Where the words and the values of a mark stand; its length, 0 where it is none.</summary>
    private static int Parts(ReadOnlySpan<byte> html, Span<Range> parts, out int count)
    {
        count = 0;
        int start = 3, depth = 0;
        for (var at = 3; html[at..].IndexOf(Lead) is >= 0 and var found; at += 3)
        {
            at += found;
            switch (KindOf(html[at..]))
            {
                case Kind.Begin:
                    depth++;
                    break;
                case Kind.End when depth > 0:
                    depth--;
                    break;
                case Kind.Value when depth == 0 && count + 1 < parts.Length:
                    parts[count++] = start..at;
                    start = at + 3;
                    break;
                case Kind.End:
                    parts[count++] = start..at;
                    return at + 3;
                case Kind.None:
                case Kind.Value when depth == 0: // More values than any words of ours have.
                    return 0;
            }

            if (at + 3 > html.Length)
            {
                return 0;
            }
        }

        return 0;
    }

    private Table Words() => _languages.GetOrAdd(say.Language, language => new Table(language, Journals.Exchange.Html.Words.All.Select(english => (english, new Template(language, say[english])))));

    [GeneratedRegex(@"\{([0-9])\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    /// <summary>Words of one language, cut at the places of their values.</summary>
    private sealed class Template
    {
        private readonly string _language;
        private readonly (byte[] Literal, int Value)[][] _forms;

        public Template(string language, string words)
        {
            _language = language;
            _forms = [.. words.Split('|').Select(Cut)];
        }

        /// <summary>The form that follows a number.</summary>
        /// <param name="first">The first value, UTF-8; looked at only where the words have several forms.</param>
        public (byte[] Literal, int Value)[] Form(ReadOnlySpan<byte> first) => _forms.Length == 1 ? _forms[0]
            : _forms[Math.Min(Utf8Parser.TryParse(first, out long number, out _) ? PluralForms.Of(_language, number) : 1, _forms.Length - 1)];

        private static (byte[] Literal, int Value)[] Cut(string form)
        {
            var pieces = new List<(byte[] Literal, int Value)>();
            var at = 0;
            foreach (Match place in Place().Matches(form))
            {
                pieces.Add((Encoded(form[at..place.Index]), int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
                at = place.Index + place.Length;
            }

            pieces.Add((Encoded(form[at..]), -1));
            return [.. pieces];
        }

        // Letters stay as they are; only what would end a text or an attribute is written otherwise.
        private static byte[] Encoded(string words) => Encoding.UTF8.GetBytes(words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal));
    }

    /// <summary>The words of one language by their English ones. Lengths and a few letters tell them apart.</summary>
    private sealed class Table
    {
        private readonly (byte[] English, Template Said)[][] _byLetters = new (byte[], Template)[256][];

        public Table(string language, IEnumerable<(string English, Template Said)> words)
        {
            Language = Encoding.UTF8.GetBytes(language);
            foreach (var group in words.Select(pair => (English: Encoding.UTF8.GetBytes(pair.English), pair.Said)).GroupBy(pair => Letters(pair.English)))
            {
                _byLetters[group.Key] = [.. group];
            }
        }

        public byte[] Language { get; }

        public Template? Find(ReadOnlySpan<byte> english)
        {
            if (english.Length > 0)
            {
                foreach (var (known, said) in _byLetters[Letters(english)] ?? [])
                {
                    if (english.SequenceEqual(known))
                    {
                        return said;
                    }
                }
            }

            return null;
        }

        private static byte Letters(ReadOnlySpan<byte> english) => (byte)(english.Length * 31 + english[0] * 7 + english[english.Length / 2] * 3 + english[^1]);
    }

    /// <summary>Memory that grows.</summary>
    private ref struct Piece(int size)
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

        public void Add(scoped ReadOnlySpan<byte> more)
        {
            if (_length + more.Length > _bytes.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more.Length));
                Written.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }

            more.CopyTo(_bytes.AsSpan(_length));
            _length += more.Length;
        }

        public readonly void GiveBack() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}
