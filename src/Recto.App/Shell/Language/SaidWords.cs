using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Frozen;
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
    private readonly ConcurrentDictionary<string, FrozenDictionary<byte[], Template>> _languages = new(StringComparer.Ordinal);

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

        Write(output, html, Words().GetAlternateLookup<ReadOnlySpan<byte>>(), 0);
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

    private void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> html, FrozenDictionary<byte[], Template>.AlternateLookup<ReadOnlySpan<byte>> words, int depth)
    {
        Span<Range> parts = stackalloc Range[MostValues + 1];
        while (html.IndexOf(Lead) is >= 0 and var at)
        {
            output.Write(html[..at]);
            html = html[at..];
            if (depth < Deepest && KindOf(html) == Kind.Begin && Parts(html, parts, out var count) is > 0 and var length && words.TryGetValue(html[parts[0]], out var template))
            {
                var form = template.Form(html[parts[Math.Min(1, count - 1)]]);
                foreach (var (literal, value) in form)
                {
                    output.Write(literal);
                    if (value >= 0 && value + 1 < count)
                    {
                        Write(output, html[parts[value + 1]], words, depth + 1);
                    }
                }

                html = html[length..];
            }
            else
            {
                output.Write(html[..1]);
                html = html[1..];
            }
        }

        output.Write(html);
    }

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
                    return 0;
            }

            if (at + 3 > html.Length)
            {
                return 0;
            }
        }

        return 0;
    }

    private FrozenDictionary<byte[], Template> Words() => _languages.GetOrAdd(say.Language, language =>
    {
        var words = Journals.Exchange.Html.Words.All.ToDictionary(english => Encoding.UTF8.GetBytes(english), english => new Template(language, say[english]));
        words.Add([], new Template(language, language));
        return words.ToFrozenDictionary(Bytes.Same);
    });

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

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Bytes Same { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // Lengths and a few letters tell them apart.
            var length = alternate.Length;
            return length == 0 ? 0 : HashCode.Combine(length, alternate[0], alternate[length / 2], alternate[length - 1]);
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
