using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Fields of the record that an editor has said as a whole, so that nothing is to be gathered from other places of the file (translations, back matter, notes). Written as a processing instruction
/// of <c>article-meta</c>, <c>&lt;?recto-record abstracts funding?&gt;</c>: it is valid under every version of JATS, and whoever does not know it loses nothing.
/// </summary>
internal static class WholeFields
{
    public const string Target = "recto-record";
    public const string Titles = "titles";
    public const string Abstracts = "abstracts";
    public const string Contributors = "contributors";
    public const string Funding = "funding";
    public const string Disclosure = "disclosure";

    /// <summary>The fields that are said as a whole; empty where none is.</summary>
    public static IReadOnlySet<string> Of(XElement meta) =>
        meta.Nodes().OfType<XProcessingInstruction>().FirstOrDefault(instruction => instruction.Target == Target) is { } said
            ? said.Data.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            : FrozenSet<string>.Empty;

    /// <summary>Says that a field is whole.</summary>
    public static void Add(XElement meta, string field)
    {
        var fields = Of(meta).Append(field).Distinct().Order(StringComparer.Ordinal);
        meta.Nodes().OfType<XProcessingInstruction>().Where(instruction => instruction.Target == Target).Remove();
        meta.AddFirst(new XProcessingInstruction(Target, string.Join(' ', fields)));
    }
}
