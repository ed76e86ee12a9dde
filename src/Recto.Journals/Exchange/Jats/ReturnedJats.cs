using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Takes back what Recto changed in a JATS file that it gave out (<see cref="Traces"/>). What an instruction says that cannot be done is left as it is; no instruction can do what a file could not say itself.</summary>
/// <param name="limits">How much a file may ask of us.</param>
internal sealed class ReturnedJats(JatsLimits limits)
{
    // Elements that were left out of one another; what Recto writes has one in one at most.
    private const int MostWithin = 8;

    private readonly HashSet<XElement> _again = [];
    private readonly HashSet<XElement> _around = [];
    private readonly HashSet<XElement> _new = [];
    private readonly HashSet<XElement> _marks = [];
    private readonly HashSet<XElement> _kept = [];
    private readonly Dictionary<XElement, string> _moved = [];
    private long _parsed;
    private int _within;

    /// <summary>Whether a document bears traces.</summary>
    public static bool IsOne(XElement root) => root.DescendantNodes().Any(node => node is XProcessingInstruction { Target: Traces.Target });

    /// <summary>Takes everything back.</summary>
    /// <returns>False where elements now stand deeper in one another than is bearable.</returns>
    public bool Undo(XElement root)
    {
        Take(root, inMark: false);
        return Depth(root) <= limits.Depth;
    }

    // From the leaves up: what stands in an element is as it was before the element itself is judged.
    private void Take(XElement element, bool inMark)
    {
        var nodes = element.Nodes().ToList();
        var isMark = nodes.Exists(node => node is XProcessingInstruction { Target: Traces.Target, Data: "mark" });
        var isOurs = isMark || inMark && Traces.InMarks.Contains(element.Name.LocalName) && !nodes.Exists(node => node is XProcessingInstruction { Target: Traces.Target, Data: "kept" });
        foreach (var child in nodes.OfType<XElement>())
        {
            Take(child, isOurs);
        }

        if (!nodes.Exists(node => node is XProcessingInstruction { Target: Traces.Target } || node is XElement child && IsTouched(child)))
        {
            Judge(element, inMark);
            return;
        }

        element.RemoveNodes();
        var heads = new List<(string Verb, string Said)>();
        var list = Spliced(nodes, heads);
        list = Merged(Nested(Moved(list)));
        Joined(list);
        element.Add(list);
        foreach (var (verb, rest) in heads)
        {
            Restore(element, verb, rest);
        }

        Judge(element, inMark);
    }

    private bool IsTouched(XElement child) => _around.Contains(child) || _new.Contains(child) || _again.Contains(child) || _moved.ContainsKey(child);

    private void Judge(XElement element, bool inMark)
    {
        if (_marks.Contains(element) || inMark && element.Name.Namespace == XNamespace.None && Traces.InMarks.Contains(element.Name.LocalName) && !_kept.Contains(element))
        {
            _around.Add(element);
        }
    }

    private List<XNode> Spliced(List<XNode> nodes, List<(string Verb, string Said)> heads)
    {
        var list = new List<XNode>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node is XElement element)
            {
                if (_new.Contains(element))
                {
                    continue;
                }

                if (!_around.Contains(element))
                {
                    list.Add(element);
                    continue;
                }

                var inner = element.Nodes().ToList();
                element.RemoveNodes();
                list.AddRange(inner);
            }
            else if (node is not XProcessingInstruction { Target: Traces.Target } instruction)
            {
                list.Add(node);
            }
            else
            {
                var (verb, rest) = Parts(instruction);
                switch (verb)
                {
                    case "here" or "open" or "close":
                        list.Add(instruction);
                        break;
                    case "text":
                        list.Add(new XText(Traces.Unquoted(rest) ?? ""));
                        break;
                    case "left":
                        list.Add((XNode?)Parsed(Traces.Unquoted(rest)) ?? instruction);
                        break;
                    default:
                        heads.Add((verb, rest));
                        break;
                }
            }
        }

        return list;
    }

    private List<XNode> Moved(List<XNode> list)
    {
        var moved = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in list.OfType<XElement>())
        {
            if (_moved.TryGetValue(element, out var number))
            {
                moved.TryAdd(number, element);
            }
        }

        if (moved.Count == 0)
        {
            return list;
        }

        var places = list.OfType<XProcessingInstruction>().Where(node => node.Target == Traces.Target).Select(Parts).Where(parts => parts.Verb == "here").Select(parts => parts.Said).ToHashSet(StringComparer.Ordinal);
        var put = new List<XNode>(list.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in list)
        {
            if (node is XElement element && _moved.TryGetValue(element, out var number) && places.Contains(number) && moved[number] == element)
            {
                continue; // It goes back to its place, before or behind this one.
            }

            if (node is XProcessingInstruction { Target: Traces.Target } instruction && Parts(instruction) is { Verb: "here" } here)
            {
                if (moved.TryGetValue(here.Said, out var back) && done.Add(here.Said))
                {
                    put.Add(back);
                }

                continue;
            }

            put.Add(node);
        }

        return put;
    }

    // <?recto open b?>…<?recto close?>
    private static List<XNode> Nested(List<XNode> list)
    {
        if (!list.Exists(node => node is XProcessingInstruction { Target: Traces.Target }))
        {
            return list;
        }

        var open = new Stack<(XElement? Element, List<XNode> Nodes)>();
        open.Push((null, []));
        foreach (var node in list)
        {
            if (node is not XProcessingInstruction { Target: Traces.Target } instruction)
            {
                open.Peek().Nodes.Add(node);
                continue;
            }

            var (verb, rest) = Parts(instruction);
            if (verb == "open" && Opened(rest) is { } element)
            {
                open.Push((element, []));
            }
            else if (verb == "close" && open.Count > 1)
            {
                Close();
            }
        }

        while (open.Count > 1)
        {
            Close();
        }

        return open.Pop().Nodes;

        void Close()
        {
            var (element, nodes) = open.Pop();
            Joined(nodes);
            element!.Add(nodes);
            open.Peek().Nodes.Add(element);
        }
    }

    // Emphasis that had to be closed at the edge of a mark is one again.
    private List<XNode> Merged(List<XNode> list)
    {
        if (!list.Exists(node => node is XElement element && _again.Contains(element)))
        {
            return list;
        }

        var merged = new List<XNode>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (!IsAgain(list[i]) || merged is not [.., XElement before] || before.Name != ((XElement)list[i]).Name)
            {
                merged.Add(list[i]);
                continue;
            }

            var nodes = before.Nodes().ToList();
            before.RemoveNodes();
            for (; i < list.Count && IsAgain(list[i]) && ((XElement)list[i]).Name == before.Name; i++)
            {
                nodes.AddRange(((XElement)list[i]).Nodes());
                ((XElement)list[i]).RemoveNodes();
            }

            i--;
            nodes = Merged(nodes);
            Joined(nodes);
            before.Add(nodes);
        }

        return merged;

        bool IsAgain(XNode node) => node is XElement element && _again.Contains(element);
    }

    // Texts side by side are one.
    private static void Joined(List<XNode> list)
    {
        var kept = 0;
        for (var i = 0; i < list.Count; kept++)
        {
            list[kept] = list[i++];
            if (i < list.Count && IsText(list[kept]) && IsText(list[i]))
            {
                var words = new StringBuilder(((XText)list[kept]).Value);
                for (; i < list.Count && IsText(list[i]); i++)
                {
                    words.Append(((XText)list[i]).Value);
                }

                list[kept] = new XText(words.ToString());
            }
        }

        list.RemoveRange(kept, list.Count - kept);

        static bool IsText(XNode node) => node is XText { NodeType: XmlNodeType.Text };
    }

    private void Restore(XElement element, string verb, string rest)
    {
        switch (verb)
        {
            case "was" when NameOf(rest) is { } name:
                element.Name = name;
                break;
            case "attribute" when rest.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && NameOf(rest[..blank]) is { } name && Traces.Unquoted(rest[blank..]) is { } value:
                element.SetAttributeValue(name, value);
                break;
            case "no-attribute" when NameOf(rest) is { } name:
                element.SetAttributeValue(name, null);
                break;
            case "new" when element.Parent is not null:
                _new.Add(element);
                break;
            case "around" when element.Parent is not null:
                _around.Add(element);
                break;
            case "mark":
                _marks.Add(element);
                break;
            case "kept":
                _kept.Add(element);
                break;
            case "again":
                _again.Add(element);
                break;
            case "moved":
                _moved[element] = rest;
                break;
        }
    }

    private static XElement? Opened(string rest)
    {
        // open NAME a "1" b "2"
        var end = rest.IndexOf(' ', StringComparison.Ordinal);
        if (NameOf(end < 0 ? rest : rest[..end]) is not { } name)
        {
            return null;
        }

        var element = new XElement(name);
        for (var at = end; at > 0 && at < rest.Length;)
        {
            var quote = rest.IndexOf('"', at);
            var close = quote < 0 ? -1 : rest.IndexOf('"', quote + 1);
            if (close < 0 || NameOf(rest[at..quote].Trim()) is not { } attribute)
            {
                break;
            }

            element.SetAttributeValue(attribute, Traces.Unquoted(rest[quote..(close + 1)]));
            at = close + 1;
        }

        return element;
    }

    private XElement? Parsed(string? xml)
    {
        _parsed += xml?.Length ?? 0;
        if (xml is null || _parsed > limits.Bytes || _within >= MostWithin)
        {
            return null;
        }

        try
        {
            using (var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }))
            {
                while (reader.Read())
                {
                    if (reader.Depth > limits.Depth)
                    {
                        return null;
                    }
                }
            }

            var element = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
            if (IsOne(element))
            {
                _within++;
                Take(element, inMark: false);
                _within--;
            }

            return element;
        }
        catch (XmlException)
        {
            // Somebody has changed the instruction: it stays one.
            return null;
        }
    }

    // Declarations of namespaces are no attributes, and nothing else may bear their name.
    private static XName? NameOf(string written)
    {
        var local = written.LastIndexOf('}') is >= 0 and var brace ? written[(brace + 1)..] : written;
        return local.Length > 0 && !local.Contains(':', StringComparison.Ordinal) && XmlReader.IsName(local) && (local.Length == written.Length || written.Length - local.Length > 2 && written[0] == '{') && XName.Get(written) is var name && name.Namespace != XNamespace.Xmlns && name != "xmlns" ? name : null;
    }

    private static (string Verb, string Said) Parts(XProcessingInstruction instruction)
    {
        var data = instruction.Data.TrimEnd();
        return data.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? (data[..blank], data[(blank + 1)..]) : (data, "");
    }

    private static int Depth(XElement root)
    {
        var (deepest, depth) = (1, 1);
        for (XNode? node = root.FirstNode; node is not null;)
        {
            if (node is XElement { FirstNode: { } inner })
            {
                deepest = Math.Max(deepest, ++depth);
                node = inner;
                continue;
            }

            while (node is not null && node.NextNode is null && node.Parent != root)
            {
                node = node.Parent;
                depth--;
            }

            node = node?.NextNode;
        }

        return deepest;
    }
}
