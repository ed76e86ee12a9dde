using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Calls printed as a range: two calls with a dash between them, or one that prints <c>1–3</c>, call what lies between too.</summary>
internal static partial class CallRanges
{
    /// <summary>Longest range that is believed.</summary>
    private const int Longest = 60;

    public static void Fill(NoteScan scan, NotesById byId, List<FoundNote> notes)
    {
        var indexes = new Lazy<Dictionary<FoundNote, int>>(() => notes.Select((note, index) => (note, index)).ToDictionary());
        FoundCall? previous = null;
        foreach (var call in scan.Calls)
        {
            var targets = byId.Of(call).Take(3).ToList();
            if (previous is not null && targets is [var last] && IsDash(Between(previous.Element, call.Element)) && Single(previous, byId) is { } first)
            {
                Add(first, indexes.Value[last] - indexes.Value[first] - 1, call);
            }
            else if (targets.Count is 1 or 2 && Steps(call.Element) is { } steps)
            {
                Add(targets[0], steps - (targets.Count - 1), call);
            }

            previous = call;
        }

        void Add(FoundNote first, int count, FoundCall call)
        {
            foreach (var note in notes.Skip(indexes.Value[first] + 1).Take(Math.Clamp(count, 0, Longest)))
            {
                if (note.Group == first.Group)
                {
                    note.Calls.Add(call);
                }
            }
        }
    }

    private static FoundNote? Single(FoundCall call, NotesById byId) =>
        NoteScan.Ids(call.Element) is [var id] ? byId.Find(id, call) : null;

    /// <summary>How many notes after the first a call of the form <c>1–3</c> means.</summary>
    private static int? Steps(XElement call) =>
        call.Value.Length < 20 && Range().Match(call.Value) is { Success: true } match
            ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) - int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    /// <summary>What is printed between two calls: a text, or a <c>sup</c> with a text; null where there is more.</summary>
    private static string? Between(XElement first, XElement second)
    {
        var (left, right) = first.Parent == second.Parent ? (first, second) : (first.Parent!, second.Parent!);
        return left.NextNode switch
        {
            XText text when text.NextNode == right => text.Value.Trim(),
            XElement { Name.LocalName: "sup", HasElements: false } raised when raised.NextNode == right => raised.Value.Trim(),
            _ => null,
        };
    }

    private static bool IsDash(string? text) => text is "-" or "–" or "—" or "‐" or "‑" or "−";

    // 1–3   [1]-[3]
    [GeneratedRegex(@"^\D{0,2}(\d{1,4})\W{0,2}[-–—‐‑−]\W{0,2}(\d{1,4})\D{0,2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();
}
