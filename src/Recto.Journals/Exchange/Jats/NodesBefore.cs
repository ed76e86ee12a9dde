using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What stands before the nodes of a tree that does not change. System.Xml.Linq looks through all siblings for each: of many that costs the square of their number.</summary>
internal sealed class NodesBefore
{
    private readonly Dictionary<XNode, XNode> _before = [];
    private readonly HashSet<XElement> _known = [];

    /// <summary>The node directly before one, comments and instructions too; null for the first.</summary>
    public XNode? Of(XNode node)
    {
        if (node.Parent is not { } parent)
        {
            return node.PreviousNode;
        }

        if (_known.Add(parent))
        {
            for (var at = parent.FirstNode; at?.NextNode is { } next; at = next)
            {
                _before[next] = at;
            }
        }

        return _before.GetValueOrDefault(node);
    }
}
