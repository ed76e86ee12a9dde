using System.Xml;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What System.Xml complains of, in words for an editor.</summary>
internal static class XmlFault
{
    /// <summary>The refusal for a fault.</summary>
    /// <param name="fault">What System.Xml threw.</param>
    /// <param name="place">Where the reader stands, for faults that do not say where.</param>
    /// <param name="isExternal">Whether the fault is ours: the text asked for something external.</param>
    /// <param name="limits">The limits that were in force.</param>
    public static JatsRefusal ToRefusal(XmlException fault, IXmlLineInfo place, bool isExternal, JatsLimits limits)
    {
        var (line, column) = fault.LineNumber > 0 ? (fault.LineNumber, fault.LinePosition) : (place.LineNumber, place.LinePosition);
        return new JatsRefusal(Math.Max(1, line), Math.Max(1, column), isExternal
            ? "The text refers to an external entity; nothing is ever fetched. Put the text of the entity into the file."
            : Words(fault, limits));
    }

    private static string Words(XmlException fault, JatsLimits limits)
    {
        var message = WithoutPlace(fault);
        if (message.Contains("MaxCharactersFromEntities", StringComparison.Ordinal))
        {
            return $"The entities that the file declares expand to more than {limits.EntityCharacters} characters. Write the text out.";
        }

        if (message.Contains("undeclared entity", StringComparison.Ordinal))
        {
            var isStandard = message.Split('\'') is [_, var name, ..] && CharacterEntities.Find(name) is not null;
            return message.TrimEnd('.') + (isStandard
                ? ": the file has no DOCTYPE that would declare it. Give it the DOCTYPE of JATS, or write the character itself."
                : ": it is declared neither in the file nor in the standard character sets. Write the character itself.");
        }

        if (message.Contains("undeclared prefix", StringComparison.Ordinal))
        {
            return message.TrimEnd('.') + ". Declare its namespace on the root (xmlns:…).";
        }

        return "Not well-formed XML: " + message;
    }

    /// <summary>The framework's message less the place at its end, which the refusal carries by itself.</summary>
    private static string WithoutPlace(XmlException fault)
    {
        var at = fault.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return at > 0 && fault.LineNumber > 0 ? fault.Message[..at] : fault.Message;
    }
}
