using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// The places in the sources of an article where it is told how many other articles cite one. That changes with other articles, so it is no part of the HTML that is kept: there stands a comment,
/// <c>&lt;!--also:12--&gt;</c>, with the place of the source in the apparatus, and the words are filled in when the page goes out.
/// </summary>
public static class AlsoCitedMarks
{
    /// <summary>Most articles that are counted; of more it is said that they are more.</summary>
    public const int Most = 99;

    private static ReadOnlySpan<byte> Opening => "<!--also:"u8;

    private static ReadOnlySpan<byte> Closing => "-->"u8;

    /// <summary>The mark of a source.</summary>
    /// <param name="ordinal">Its place in the apparatus, from 0.</param>
    public static string Of(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"<!--also:{ordinal}-->");

    /// <summary>The sources with their marks filled in; what is not counted is told nothing of.</summary>
    /// <param name="html">The kept sources, UTF-8.</param>
    /// <param name="counts">How many other published articles cite a source, by its place; more than <see cref="Most"/> where there are more.</param>
    /// <param name="address">Path of the page that tells which, without its fragment.</param>
    /// <returns>UTF-8, Recto's own words marked (<see cref="WordMarks"/>).</returns>
    public static ReadOnlyMemory<byte> Fill(ReadOnlyMemory<byte> html, IReadOnlyDictionary<int, int> counts, string address)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (html.Span.IndexOf(Opening) < 0)
        {
            return html;
        }

        var filled = new ArrayBufferWriter<byte>(html.Length + (counts.Count * 120));
        var rest = html.Span;
        while (rest.IndexOf(Opening) is >= 0 and var at)
        {
            filled.Write(rest[..at]);
            rest = rest[at..];
            if (!Utf8Parser.TryParse(rest[Opening.Length..], out int ordinal, out var digits) || !rest[(Opening.Length + digits)..].StartsWith(Closing))
            {
                filled.Write(Opening);
                rest = rest[Opening.Length..];
                continue;
            }

            rest = rest[(Opening.Length + digits + Closing.Length)..];
            if (counts.TryGetValue(ordinal, out var count) && count > 0)
            {
                filled.Write(Encoding.UTF8.GetBytes(Link(ordinal, count, address)));
            }
        }

        filled.Write(rest);
        return filled.WrittenMemory;
    }

    /// <summary>What is filled in.</summary>
    private static string Link(int ordinal, int count, string address) => new Markup().Text(" ").Open("a", ("class", "says also"), ("href", $"{address}#{IdOf(ordinal)}"), ("lang", Said.Language))
        .Add(count > Most ? Said.Of(Words.AlsoCitedInMore, Most) : Said.Of(Words.AlsoCited, count)).Close("a").ToString();

    /// <summary>Id of a source on the page of sources.</summary>
    /// <param name="ordinal">Its place in the apparatus, from 0.</param>
    public static string IdOf(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"source-{ordinal + 1}");
}
