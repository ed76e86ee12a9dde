using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What was odd or absent, with the line where it stands.</summary>
internal sealed class WarningLog(IEnumerable<ImportWarning> earlier)
{
    private readonly List<ImportWarning> _warnings = [.. earlier];

    /// <summary>All warnings in order of place; those without a place come last.</summary>
    public IReadOnlyList<ImportWarning> All => [.. _warnings.Distinct().OrderBy(warning => warning.Line ?? int.MaxValue)];

    /// <summary>Adds a warning at the place of a node.</summary>
    public void Add(XObject? at, string message) =>
        _warnings.Add(new ImportWarning(at is IXmlLineInfo lines && lines.HasLineInfo() ? lines.LineNumber : null, message));
}
