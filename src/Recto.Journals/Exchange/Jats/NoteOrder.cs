using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The order in which a reader meets the notes.</summary>
internal static class NoteOrder
{
    /// <summary>By first call in the text; uncalled notes after the neighbour that precedes them in their group, or before the first one that is called.</summary>
    public static List<FoundNote> Sort(List<FoundNote> notes)
    {
        var keys = new Dictionary<FoundNote, (int Place, int Turn)>(notes.Count);
        foreach (var group in notes.GroupBy(note => note.InPlace ? note.Element : note.Group))
        {
            Place([.. group], keys);
        }

        return [.. notes.OrderBy(note => keys[note].Place).ThenBy(note => keys[note].Turn).ThenBy(note => note.Position)];
    }

    private static void Place(List<FoundNote> group, Dictionary<FoundNote, (int Place, int Turn)> keys)
    {
        (int Place, int Turn)? before = null;
        var waiting = new List<FoundNote>();
        foreach (var note in group)
        {
            if (FirstCall(note) is { } place)
            {
                keys[note] = (place, 0);
                for (var i = 0; i < waiting.Count; i++)
                {
                    keys[waiting[i]] = (place, i - waiting.Count);
                }

                waiting.Clear();
                before = keys[note];
            }
            else if (before is var (neighbour, turn))
            {
                keys[note] = (neighbour, turn + 1);
                before = keys[note];
            }
            else
            {
                waiting.Add(note);
            }
        }

        foreach (var note in waiting)
        {
            keys[note] = (note.Position, 0);
        }
    }

    /// <summary>Calls in other notes count only where the text has none.</summary>
    private static int? FirstCall(FoundNote note) =>
        (note.Calls.Find(call => call.Within is null) ?? (note.Calls.Count > 0 ? note.Calls[0] : null))?.Position;
}
