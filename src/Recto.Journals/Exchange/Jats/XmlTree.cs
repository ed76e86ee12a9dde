using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Reads the bytes of an XML file of any vocabulary into a tree. Nothing is ever fetched, whatever the file asks for; what cannot be read is refused with its place.</summary>
internal static class XmlTree
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The file as it is, in any encoding that XML allows.</param>
    /// <param name="limits">How much the file may ask of us.</param>
    /// <param name="warnings">Takes what was odd.</param>
    /// <param name="judge">Says by a first run over the file why it is not of the vocabulary wanted; null where it is.</param>
    /// <param name="wanted">What is wanted, for the refusal of a web page.</param>
    /// <returns>The tree with line information and what the first run found; or a refusal.</returns>
    public static (XDocument? Document, JatsSurvey? Survey, JatsRefusal? Refusal) Load(ReadOnlySpan<byte> bytes, JatsLimits limits, List<ImportWarning> warnings, Func<JatsSurvey, JatsRefusal?> judge, string wanted)
    {
        if (bytes.Length > limits.Bytes)
        {
            return Refused(new JatsRefusal(null, null, $"The file has {bytes.Length} bytes, more than the {limits.Bytes} that are read. Split it, or raise the limit."));
        }

        if (bytes.IsEmpty)
        {
            return Refused(new JatsRefusal(null, null, "The file is empty."));
        }

        if (JatsText.Decode(bytes, warnings, out var refusal) is not { } decoded)
        {
            return Refused(refusal!);
        }

        if (decoded.AsSpan().IsWhiteSpace())
        {
            return Refused(new JatsRefusal(1, 1, "The file holds nothing but white space."));
        }

        if (decoded.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            return Refused(new JatsRefusal(1, 1, $"This is a web page (<!DOCTYPE html>), and not {wanted}."));
        }

        var text = WithoutOddDeclaration(decoded, warnings);
        var standIn = new DtdStandIn(text);
        using var first = Open(text, standIn, limits, marked: true);
        try
        {
            var survey = JatsSurvey.Run(first, standIn, limits, warnings);
            return (survey.Refusal ?? judge(survey)) is { } refused ? Refused(refused) : (Build(text, limits), survey, null);
        }
        catch (XmlException fault)
        {
            // System.Xml has no other way to say that a file is not well-formed.
            return Refused(XmlFault.ToRefusal(fault, (IXmlLineInfo)first, standIn.RefusedExternal, limits));
        }
    }

    private static (XDocument? Document, JatsSurvey? Survey, JatsRefusal? Refusal) Refused(JatsRefusal refusal) => (null, null, refusal);

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

    private static XDocument Build(string text, JatsLimits limits)
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
        return loaded;
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
