using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Calls printed as a range: two calls with a dash between them call what lies between them too.</summary>
internal static class CallRanges
{
    /// <summary>Longest range that is believed.</summary>
    private const int Longest = 60;

    public static void Fill(NoteScan scan, Dictionary<string, FoundNote> byId, List<FoundNote> notes)
    {
        Dictionary<FoundNote, int>? indexes = null;
        FoundCall? previous = null;
        foreach (var call in scan.Calls)
        {
            if (previous is not null && IsDash(Between(previous.Element, call.Element))
                && Target(previous, byId) is { } first && Target(call, byId) is { } last && first.Group == last.Group)
            {
                indexes ??= notes.Select((note, index) => (note, index)).ToDictionary();
                var between = notes.Skip(indexes[first] + 1).Take(Math.Clamp(indexes[last] - indexes[first] - 1, 0, Longest)).Where(note => note.Group == first.Group);
                foreach (var note in between)
                {
                    note.Calls.Add(call);
                    note.Calls.Sort((left, right) => left.Position.CompareTo(right.Position));
                }
            }

            previous = call;
        }
    }

    private static FoundNote? Target(FoundCall call, Dictionary<string, FoundNote> byId) =>
        NoteScan.Ids(call.Element) is [var id] && byId.TryGetValue(id, out var note) ? note : null;

    private static string? Between(XElement first, XElement second)
    {
        var (left, right) = first.Parent == second.Parent ? (first, second) : (first.Parent!, second.Parent!);
        return left.NextNode is XText text && text.NextNode == right ? text.Value.Trim() : null;
    }

    private static bool IsDash(string? text) => text is "-" or "–" or "—" or "‐" or "‑" or "−";
}
