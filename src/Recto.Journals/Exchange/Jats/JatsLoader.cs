using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Reads JATS and NLM XML into Recto's own form. Nothing is ever fetched, whatever the file asks for; what cannot be read is refused with its place. Never throws for what a file says.</summary>
public static class JatsLoader
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The file as it is, in any encoding that XML allows.</param>
    /// <param name="limits">How much the file may ask of us; null for <see cref="JatsLimits.Default"/>.</param>
    /// <returns><see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Load(ReadOnlySpan<byte> bytes, JatsLimits? limits = null)
    {
        limits ??= JatsLimits.Default;
        if (bytes.Length > limits.Bytes)
        {
            return new JatsRefusal(null, null, $"The file has {bytes.Length} bytes, more than the {limits.Bytes} that are read. Split it, or raise the limit.");
        }

        if (bytes.IsEmpty)
        {
            return new JatsRefusal(null, null, "The file is empty.");
        }

        var warnings = new List<ImportWarning>();
        if (JatsText.Decode(bytes, warnings, out var refusal) is not { } decoded)
        {
            return refusal!;
        }

        if (decoded.AsSpan().IsWhiteSpace())
        {
            return new JatsRefusal(1, 1, "The file holds nothing but white space.");
        }

        if (decoded.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            return new JatsRefusal(1, 1, "This is a web page (<!DOCTYPE html>), and not a JATS article (<article>).");
        }

        var text = WithoutOddDeclaration(decoded, warnings);
        var standIn = new DtdStandIn(text);
        using var first = Open(text, standIn, limits, marked: true);
        try
        {
            var survey = JatsSurvey.Run(first, standIn, limits, warnings);
            return (survey.Refusal ?? RootRefusal.Find(survey)) is { } refused ? refused : Build(text, survey, limits, warnings);
        }
        catch (XmlException fault)
        {
            // System.Xml has no other way to say that a file is not well-formed.
            return XmlFault.ToRefusal(fault, (IXmlLineInfo)first, standIn.RefusedExternal, limits);
        }
    }

    private static XmlReader Open(string text, DtdStandIn standIn, JatsLimits limits, bool marked) =>
        XmlReader.Create(
            new StringReader(text),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Parse,
                XmlResolver = standIn,
                MaxCharactersFromEntities = limits.EntityCharacters,
                ConformanceLevel = ConformanceLevel.Document,
            },
            JatsSurvey.Offer(marked));

    private static JatsLoaded Build(string text, JatsSurvey survey, JatsLimits limits, List<ImportWarning> warnings)
    {
        var standIn = new DtdStandIn(text);
        using var reader = Open(text, standIn, limits, marked: false);
        var prolog = new List<XNode>();
        while (reader.Read() && reader.NodeType != XmlNodeType.Element)
        {
            if (reader.NodeType is XmlNodeType.Comment)
            {
                prolog.Add(new XComment(reader.Value));
            }
            else if (reader.NodeType is XmlNodeType.ProcessingInstruction)
            {
                prolog.Add(new XProcessingInstruction(reader.Name, reader.Value));
            }
        }

        standIn.InContent = true;
        var loaded = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        loaded.AddFirst(prolog);
        return new JatsLoaded(new ArticleDocument
        {
            Jats = NamespaceFolding.Fold(loaded, survey, warnings),
            Format = SourceFormat.Jats,
            Warnings = [.. warnings.OrderBy(warning => warning.Line)],
        });
    }

    /// <summary>Real files have an empty line before the XML declaration, or declare XML 1.1: both stop a reader of XML 1.0, and neither changes a word.</summary>
    private static string WithoutOddDeclaration(string text, List<ImportWarning> warnings)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var end = text.IndexOf("?>", start, StringComparison.Ordinal);
        if (end < 0 || !text.AsSpan(start).StartsWith("<?xml ") || (start == 0 && !text.AsSpan(0, end).Contains("1.1", StringComparison.Ordinal)))
        {
            return text;
        }

        warnings.Add(new(1, start == 0 ? "The file declares XML 1.1; read as XML 1.0." : "White space stands before the XML declaration; it was passed over."));
        return string.Concat(text.AsSpan(0, start), new string(' ', end + 2 - start), text.AsSpan(end + 2));
    }
}
