using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>Makes ids names of XML that stand once, and lets go of what points to no id.</summary>
internal static class IdFitting
{
    /// <summary>Fits the ids of a document whose elements are in order.</summary>
    public static void Fit(XElement root)
    {
        var ids = new XmlIds(root);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var pointers = new List<(XAttribute Attribute, bool IsList)>();
        foreach (var element in root.DescendantsAndSelf())
        {
            if (!element.HasAttributes || JatsModel.Instance.Find(element.Name) is not { } model)
            {
                continue;
            }

            foreach (var attribute in element.Attributes().ToList())
            {
                switch (model.IdKind(attribute.Name))
                {
                    case XmlTypeCode.Id:
                        TakeId(attribute, ids, taken, renamed);
                        break;
                    case XmlTypeCode.Idref:
                        pointers.Add((attribute, model.Takes(attribute.Name, "a b")));
                        break;
                }
            }
        }

        foreach (var (attribute, isList) in pointers)
        {
            var all = attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            List<string> known = [.. all.Select(id => renamed.GetValueOrDefault(id, id)).Where(taken.Contains)];
            if (!isList)
            {
                known = all.Length == 1 ? known : [];
            }

            if (known.Count != all.Length || !known.SequenceEqual(all) || all.Length == 0)
            {
                Traces.NoteAttribute(attribute);
                if (known.Count == 0)
                {
                    attribute.Remove();
                }
                else
                {
                    attribute.Value = string.Join(' ', known);
                }
            }
        }
    }

    private static void TakeId(XAttribute attribute, XmlIds ids, HashSet<string> taken, Dictionary<string, string> renamed)
    {
        var id = attribute.Value.Trim();
        if (IsName(id) && taken.Add(id))
        {
            return;
        }

        Traces.NoteAttribute(attribute);
        attribute.Value = ids.New(id.Length == 0 ? "id" : id);
        taken.Add(attribute.Value);
        renamed.TryAdd(id, attribute.Value);
        if (IsName(id))
        {
            // It stands twice: who points to it means the first.
            renamed[id] = id;
        }
    }

    private static bool IsName(string id) => id.Length > 0 && XmlReader.IsName(id) && !id.Contains(':', StringComparison.Ordinal);
}
