using System.Buffers;

namespace Recto.Journals.Exchange.Landing;

/// <summary>Everything in the head of an article's page that is for machines, as UTF-8 HTML: tags of Highwire Press, Open Graph's tags of an article, and schema.org's JSON.</summary>
public static class LandingHead
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="landing">The article.</param>
    public static void Write(IBufferWriter<byte> output, LandingArticle landing)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(landing);
        foreach (var (name, content) in HighwireTags.Of(landing))
        {
            MetaTags.Write(output, name, content);
        }

        output.Write(landing.CitedTags.Span);
        foreach (var (name, content) in OpenGraph.Of(landing))
        {
            MetaTags.Property(output, name, content);
        }

        output.Write("<script type=\"application/ld+json\">"u8);
        JsonLd.Write(output, landing);
        output.Write("</script>\n"u8);
    }
}
