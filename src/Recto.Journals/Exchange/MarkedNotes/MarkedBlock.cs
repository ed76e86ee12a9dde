using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>
/// A paragraph of a note, laid out flat so that marks can be put into it: text nodes with the emphasis around them, and all other elements whole. A mark comes to stand outside
/// of emphasis; emphasis that runs over its edge is closed and opened again. No character is added, lost or moved.
/// </summary>
internal sealed class MarkedBlock
{
    private readonly XElement _block;
    private readonly List<Atom> _atoms = [];
    private readonly Dictionary<XText, int> _starts = [];
    private readonly List<PlacedMark> _marks = [];
    private int _length;

    public MarkedBlock(XElement block)
    {
        _block = block;
        Flatten(block, []);
    }

    /// <summary>Adds a mark and what is in it; marks are added in order.</summary>
    /// <returns>Whether it can stand here.</returns>
    public bool TryAdd(Mark mark, NotePlaces places)
    {
        if (Place(mark, places) is not { } placed || (_marks.Count > 0 && placed.Start < _marks[^1].End))
        {
            return false;
        }

        _marks.Add(placed);
        return true;
    }

    /// <summary>Writes the marks into the paragraph.</summary>
    public void Apply()
    {
        if (_marks.Count == 0)
        {
            return;
        }

        _block.RemoveNodes();
        foreach (var atom in _atoms)
        {
            if (atom.Node is not XText && atom.Node.Parent is not null)
            {
                atom.Node.Remove();
            }
        }

        new Rebuilding(_block, [.. _marks.SelectMany(mark => mark.WithInside()).OrderBy(mark => mark.Start).ThenByDescending(mark => mark.End)]).Run(_atoms);
    }

    private void Flatten(XElement element, IReadOnlyList<XElement> around)
    {
        foreach (var node in element.Nodes().ToList())
        {
            switch (node)
            {
                case XText text:
                    _starts[text] = _length;
                    _atoms.Add(new Atom(text, _length, _length + text.Value.Length, around));
                    _length += text.Value.Length;
                    break;
                case XElement { FirstNode: not null } inner when inner.Name.Namespace == XNamespace.None && ContentRules.IsEmphasis(inner.Name.LocalName):
                    Flatten(inner, [.. around, inner]);
                    break;
                default:
                    var start = _length;
                    foreach (var inside in (node as XElement)?.DescendantNodes().OfType<XText>() ?? [])
                    {
                        _starts[inside] = _length;
                        _length += inside.Value.Length;
                    }

                    _atoms.Add(new Atom(node, start, _length, around));
                    break;
            }
        }
    }

    private PlacedMark? Place(Mark mark, NotePlaces places)
    {
        if (places.Of(mark.Span) is not var (first, last) || !_starts.TryGetValue(first.Node, out var from) || !_starts.TryGetValue(last.Node, out var to))
        {
            return null;
        }

        var (start, end) = (from + first.Index, to + last.Index + 1);
        start -= first.Index > 0 && char.IsLowSurrogate(first.Node.Value[first.Index]) && char.IsHighSurrogate(first.Node.Value[first.Index - 1]) ? 1 : 0;
        end += last.Index + 1 < last.Node.Value.Length && char.IsHighSurrogate(last.Node.Value[last.Index]) && char.IsLowSurrogate(last.Node.Value[last.Index + 1]) ? 1 : 0;
        var touched = Touched(start, end);
        foreach (var atom in touched)
        {
            if (atom.Node is XText || (atom.Start >= start && atom.End <= end))
            {
                continue;
            }

            // A link that the citation ends in belongs to it whole.
            if (mark.Name != "mixed-citation")
            {
                return null;
            }

            (start, end) = (Math.Min(start, atom.Start), Math.Max(end, atom.End));
        }

        var inside = mark.Inside.Select(inner => Place(inner, places)).OfType<PlacedMark>().Where(inner => inner.Start >= start && inner.End <= end).ToList();
        return Fit(new PlacedMark(mark.Name, mark.Attributes, start, end, inside), mark.Role, touched);
    }

    // Where the element may not hold what stands there, named-content may; a group of persons may hold persons alone.
    private static PlacedMark? Fit(PlacedMark placed, string role, List<Atom> touched)
    {
        var standing = placed.Inside.SelectMany(inner => inner.IsDissolved ? inner.Inside : [inner]).ToList();
        var held = touched.Where(atom => !standing.Exists(inner => atom.End > atom.Start && inner.Start <= atom.Start && atom.End <= inner.End)).Select(Outermost).OfType<string>().ToList();
        if (placed.Name == "person-group")
        {
            return held.Count == 0 && placed.Inside.Count > 0 && placed.Inside.All(inner => inner.Name is "string-name" or "collab") ? placed : placed with { IsDissolved = true };
        }

        var fits = placed.Name == "string-name" ? touched.TrueForAll(atom => Outermost(atom) is null)
            : placed.Name == "xref" ? touched.TrueForAll(atom => atom.Node is not XElement && (Outermost(atom) is not { } fount || ContentRules.MayHold("xref", fount)))
            : held.TrueForAll(child => ContentRules.MayHold(placed.Name, child));
        if (fits)
        {
            return placed;
        }

        return placed.Name is "mixed-citation" or "xref" || !touched.TrueForAll(atom => Outermost(atom) is not { } child || ContentRules.MayHold("named-content", child))
            ? null
            : new PlacedMark("named-content", [("content-type", role)], placed.Start, placed.End, []);
    }

    /// <summary>The element that would stand directly in the mark; null for plain text and comments.</summary>
    private static string? Outermost(Atom atom) => atom.Around.Count > 0 ? atom.Around[0].Name.LocalName
        : atom.Node is XElement element ? element.Name.Namespace == XNamespace.None ? element.Name.LocalName : element.Name.ToString() : null;

    private List<Atom> Touched(int start, int end)
    {
        var low = 0;
        var high = _atoms.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _atoms[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        var touched = new List<Atom>();
        for (var i = low; i < _atoms.Count && _atoms[i].Start < end; i++)
        {
            touched.Add(_atoms[i]);
        }

        return touched;
    }
}

/// <summary>A node of a paragraph: a text node, or an element that stays whole.</summary>
/// <param name="Node">The node.</param>
/// <param name="Start">Where it starts among the paragraph's characters.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Around">Emphasis around it, outermost first.</param>
internal sealed record Atom(XNode Node, int Start, int End, IReadOnlyList<XElement> Around);

/// <summary>A mark in the characters of a paragraph.</summary>
internal sealed record PlacedMark(string Name, IReadOnlyList<(XName Name, string Value)> Attributes, int Start, int End, IReadOnlyList<PlacedMark> Inside)
{
    /// <summary>Whether only what is inside shall stand.</summary>
    public bool IsDissolved { get; init; }

    /// <summary>The mark and all inside.</summary>
    public IEnumerable<PlacedMark> WithInside() => (IsDissolved ? [] : new[] { this }).Concat(Inside.SelectMany(inner => inner.WithInside()));
}
