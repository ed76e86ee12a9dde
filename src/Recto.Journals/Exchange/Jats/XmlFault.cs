using System.Xml;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What System.Xml complains of, in words for an editor.</summary>
internal static class XmlFault
{
    /// <summary>The refusal for a fault.</summary>
    public static JatsRefusal ToRefusal(XmlException fault, JatsLimits limits)
    {
        var line = fault.LineNumber > 0 ? fault.LineNumber : (int?)null;
        var column = fault.LineNumber > 0 ? Math.Max(1, fault.LinePosition) : (int?)null;
        return new JatsRefusal(line, column, Words(fault, limits));
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
            return message.TrimEnd('.') + ": it is declared neither in the file nor in the standard character sets. Write the character itself.";
        }

        if (message.Contains("undeclared prefix", StringComparison.Ordinal))
        {
            return message.TrimEnd('.') + ". Declare its namespace on the root (xmlns:…).";
        }

        return fault.InnerException is XmlException inner ? inner.Message : "Not well-formed XML: " + message;
    }

    /// <summary>The framework's message less the place at its end, which the refusal carries by itself.</summary>
    private static string WithoutPlace(XmlException fault)
    {
        var at = fault.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return at > 0 && fault.LineNumber > 0 ? fault.Message[..at] : fault.Message;
    }
}
