using System.Buffers;
using System.Text;

namespace Recto.Journals.Exchange.Html;

/// <summary>HTML as it grows. Text and attribute values are always encoded; there is no way to put in anything raw but markup made here.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _html = new();

    // Where an element that holds nothing ends: XML closes it there.
    private readonly List<int> _empty = [];

    private static readonly SearchValues<char> Special = SearchValues.Create([.. "&<>", .. Enumerable.Range(0x7f, 0x21).Select(code => (char)code), WordMarks.Begin, WordMarks.End, WordMarks.Value]);
    private static readonly SearchValues<char> SpecialInValues = SearchValues.Create("&<>\"\uE000\uE001\uE002");

    // U+0080 to U+009F in Windows-1252 (WHATWG HTML, 13.2.5.80); nothing where it has no character.
    private const string Controls = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    private static string Control(char control) => control < 0x80 || Controls[control - 0x80] is '\0' ? "" : Controls[control - 0x80].ToString();

    /// <summary>Length so far, in UTF-16 code units.</summary>
    public int Length => _html.Length;

    /// <summary>Appends text, encoded. Controls from U+007F to U+009F, which HTML cannot hold, become what Windows-1252 means by them, as every browser reads them.</summary>
    public Markup Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            _html.Append(text[..at]).Append(Reference(text[at]) ?? Control(text[at]));
            text = text[(at + 1)..];
        }

        _html.Append(text);
        return this;
    }

    /// <summary>Appends words of ours, to be said when the page goes out.</summary>
    public Markup Say(string words, params ReadOnlySpan<SaidValue> values)
    {
        _html.Append(Said.Of(words, values).Html);
        return this;
    }

    /// <summary>Text as it may stand in an attribute.</summary>
    public static string Encoded(string text)
    {
        if (text.AsSpan().IndexOfAny(SpecialInValues) < 0)
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = Reference(character) is { } reference ? encoded.Append(reference) : encoded.Append(character);
        }

        return encoded.ToString();
    }

    private static string? Reference(char character) => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        WordMarks.Begin => "&#xE000;",
        WordMarks.End => "&#xE001;",
        WordMarks.Value => "&#xE002;",
        _ => null,
    };

    /// <summary>Opens an element; attributes without a value are left out.</summary>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value.Text is { } text)
            {
                _html.Append(' ').Append(name).Append("=\"").Append(value.IsSaid ? text : Encoded(text)).Append('"');
            }
        }

        if (tag is "br" or "img" or "hr")
        {
            _empty.Add(_html.Length);
        }

        _html.Append('>');
        return this;
    }

    /// <summary>Closes an element.</summary>
    public Markup Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>An element that holds text only.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes) => Open(tag, attributes).Text(text).Close(tag);

    /// <summary>An element that holds words of ours only, in the language of the interface.</summary>
    public Markup SaidIn(string tag, Said said, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        Open(tag, [.. attributes, ("lang", Said.Language)])._html.Append(said.Html);
        return Close(tag);
    }

    /// <summary>Appends what another piece holds.</summary>
    public Markup Add(Markup other)
    {
        foreach (var end in other._empty)
        {
            _empty.Add(_html.Length + end);
        }

        _html.Append(other._html);
        return this;
    }

    /// <summary>Appends words of ours.</summary>
    public Markup Add(Said said)
    {
        _html.Append(said.Html);
        return this;
    }

    /// <summary>Appends a comment of ours; only for marks that our own pages look for.</summary>
    public Markup Comment(string comment)
    {
        _html.Append(comment);
        return this;
    }

    /// <summary>A line break, for whoever reads the source.</summary>
    public Markup Line()
    {
        _html.Append('\n');
        return this;
    }

    /// <summary>The same as XML: what HTML leaves open because it holds nothing is closed.</summary>
    public string ToXml()
    {
        var html = _html.ToString();
        if (_empty.Count == 0)
        {
            return html;
        }

        var xml = new StringBuilder(html.Length + _empty.Count);
        var at = 0;
        foreach (var end in _empty)
        {
            xml.Append(html, at, end - at).Append('/');
            at = end;
        }

        return xml.Append(html, at, html.Length - at).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();
}
