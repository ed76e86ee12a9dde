using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>Builds a paragraph anew from its atoms and the marks around them. Used once; linear in both.</summary>
/// <param name="block">The emptied paragraph.</param>
/// <param name="marks">Marks by start, the outer before the inner; they nest.</param>
internal sealed class Rebuilding(XElement block, IReadOnlyList<PlacedMark> marks)
{
    private readonly List<(object Key, XElement Element)> _open = [];
    private readonly List<PlacedMark> _around = [];
    private readonly HashSet<XElement> _opened = [];
    private int _next;

    public void Run(IReadOnlyList<Atom> atoms)
    {
        foreach (var atom in atoms)
        {
            if (atom.Node is not XText text)
            {
                Enter(atom.Start, atom.End);
                Open(atom.Around);
                Into().Add(atom.Node);
                continue;
            }

            for (var at = atom.Start; at < atom.End;)
            {
                Enter(at, at + 1);
                var end = Math.Min(atom.End, Math.Min(_next < marks.Count ? marks[_next].Start : int.MaxValue, _around.Count > 0 ? _around.Min(mark => mark.End) : int.MaxValue));
                Open(atom.Around);
                Into().Add(new XText(text.Value[(at - atom.Start)..(end - atom.Start)]));
                at = end;
            }
        }
    }

    // A node without characters at the edge of a mark stays outside.
    private void Enter(int start, int end)
    {
        while (_next < marks.Count && marks[_next].Start < end)
        {
            _around.Add(marks[_next++]);
        }

        _around.RemoveAll(mark => mark.End <= start);
    }

    private XElement Into() => _open.Count > 0 ? _open[^1].Element : block;

    private void Open(IReadOnlyList<XElement> emphasis)
    {
        var kept = 0;
        var wanted = _around.Count + emphasis.Count;
        object Key(int i) => i < _around.Count ? _around[i] : emphasis[i - _around.Count];
        while (kept < _open.Count && kept < wanted && ReferenceEquals(_open[kept].Key, Key(kept)))
        {
            kept++;
        }

        _open.RemoveRange(kept, _open.Count - kept);
        for (var i = kept; i < wanted; i++)
        {
            var element = Key(i) is PlacedMark mark ? Marked(mark) : Again((XElement)Key(i));
            Into().Add(element);
            _open.Add((Key(i), element));
        }
    }

    private XElement Marked(PlacedMark mark)
    {
        var element = new XElement(mark.Name, mark.Attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)));
        Traces.Note(element, _open.Exists(open => Traces.Has(open.Element, "derived") || Traces.Has(open.Element, "mark")) ? "derived" : "mark");
        return element;
    }

    // Opened for the second time, emphasis may not bear its id again.
    private XElement Again(XElement emphasis)
    {
        var isFirst = _opened.Add(emphasis);
        var again = new XElement(emphasis.Name, emphasis.Attributes().Where(attribute => isFirst || attribute.Name != "id"));
        if (!isFirst)
        {
            Traces.Note(again, "again");
        }

        return again;
    }
}
