using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// How <see cref="Words"/> stand in the HTML of an article: <see cref="Begin"/>, the English words, each value after a <see cref="Value"/>, <see cref="End"/>. Values are HTML already, without
/// tags where the mark stands in an attribute, and may hold marks. A mark of no words is the language of the interface: <c>lang="…"</c>. What an author wrote never holds these three
/// characters: there they are written as character references.
/// </summary>
public static class WordMarks
{
    /// <summary>Opens a mark: U+E000, private use.</summary>
    public const char Begin = '\uE000';

    /// <summary>Closes a mark: U+E001.</summary>
    public const char End = '\uE001';

    /// <summary>Stands before each value: U+E002.</summary>
    public const char Value = '\uE002';

    /// <summary>The HTML with its words in English, for whoever has no reader to ask: files, indexes, tests.</summary>
    /// <param name="html">A fragment.</param>
    public static string InEnglish(string html) => In(SpokenWords.English, html);

    /// <summary>The HTML with its words in a language.</summary>
    /// <param name="words">The language.</param>
    /// <param name="html">A fragment.</param>
    public static string In(SpokenWords words, string html)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(html);
        if (!html.Contains(Begin, StringComparison.Ordinal))
        {
            return html;
        }

        var said = new StringBuilder(html.Length);
        var at = 0;
        Say(words, html, ref at, said, inside: false);
        return said.ToString();
    }

    private static void Say(SpokenWords words, string html, ref int at, StringBuilder said, bool inside)
    {
        while (at < html.Length && !(inside && html[at] is Value or End))
        {
            if (html[at] != Begin)
            {
                said.Append(html[at++]);
                continue;
            }

            at++;
            var parts = new List<string>();
            do
            {
                var part = new StringBuilder();
                Say(words, html, ref at, part, inside: true);
                parts.Add(part.ToString());
            }
            while (at < html.Length && html[at++] == Value);

            said.Append(parts[0].Length == 0 ? words.Language : words.Fill(Markup.Encoded(words.Find(parts[0])), parts.GetRange(1, parts.Count - 1)));
        }
    }
}

/// <summary>One of <see cref="Words"/> as it stands in HTML.</summary>
/// <param name="Html">The mark.</param>
internal readonly record struct Said(string Html)
{
    /// <summary>The language of the interface, for <c>lang</c>.</summary>
    public static Said Language { get; } = new($"{WordMarks.Begin}{WordMarks.End}");

    /// <summary>Marks words.</summary>
    /// <param name="words">One of <see cref="Words"/>.</param>
    /// <param name="values">Text, numbers, or HTML of ours.</param>
    public static Said Of(string words, params ReadOnlySpan<SaidValue> values)
    {
        if (values.Length == 0)
        {
            return new($"{WordMarks.Begin}{words}{WordMarks.End}");
        }

        var mark = new StringBuilder().Append(WordMarks.Begin).Append(words);
        foreach (var value in values)
        {
            mark.Append(WordMarks.Value).Append(value.Html);
        }

        return new(mark.Append(WordMarks.End).ToString());
    }
}

/// <summary>A value in <see cref="Said"/>.</summary>
/// <param name="Html">Encoded.</param>
internal readonly record struct SaidValue(string Html)
{
    /// <summary>Text, encoded so that it may stand in an attribute too.</summary>
    public static implicit operator SaidValue(string text) => new(Markup.Encoded(text));

    /// <summary>A number.</summary>
    public static implicit operator SaidValue(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>HTML of ours.</summary>
    public static implicit operator SaidValue(Markup html) => new(html.ToString());

    /// <summary>Words in words.</summary>
    public static implicit operator SaidValue(Said said) => new(said.Html);
}

/// <summary>Value of an attribute: text, or words of ours.</summary>
/// <param name="Text">Text as it is, or the mark; null leaves the attribute out.</param>
/// <param name="IsSaid">Whether it is a mark.</param>
internal readonly record struct AttributeValue(string? Text, bool IsSaid)
{
    /// <summary>Text.</summary>
    public static implicit operator AttributeValue(string? text) => new(text, false);

    /// <summary>Words of ours.</summary>
    public static implicit operator AttributeValue(Said said) => new(said.Html, true);
}
