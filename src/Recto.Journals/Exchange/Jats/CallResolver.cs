using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Gives every note its calls, and then its container, which depends on them.</summary>
internal static class CallResolver
{
    /// <summary>Values of <c>fn-type</c> that say something about the article and not about a place in it (JATS 1.3, <c>@fn-type</c>).</summary>
    private static readonly HashSet<string> Statements = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "conflict", "coi-statement", "financial-disclosure", "supported-by", "funding", "presented-at", "presented-by", "previously-at", "deceased", "equal", "current-aff",
        "present-address", "on-leave", "participating-researchers", "study-group-members", "edited-by", "com", "corresp", "supplementary-material", "data-availability", "dataset",
        "update", "abbr", "ethics", "ethics-statement", "disclaimer", "publisher-note", "availability", "interest", "competing-interest", "competing-interests", "author-contribution",
    };

    public static void Resolve(NoteScan scan, List<FoundNote> notes)
    {
        var byId = new NotesById(notes);

        // What might have been a note (a paragraph of a section) and is none: its calls stand in the text.
        var elements = notes.Select(note => note.Element).ToHashSet();
        for (var i = 0; i < scan.Calls.Count; i++)
        {
            if (scan.Calls[i].Within is { } within && !elements.Contains(within))
            {
                scan.Calls[i] = scan.Calls[i] with { Within = null };
            }
        }

        foreach (var call in scan.Calls)
        {
            foreach (var note in byId.Of(call))
            {
                if (call.Within != note.Element && (note.Calls.Count == 0 || note.Calls[^1].Element != call.Element))
                {
                    note.Calls.Add(call);
                }
            }
        }

        foreach (var note in notes.Where(note => note.InPlace && !FollowsItsCall(note)))
        {
            note.Calls.Add(new FoundCall(note.Element, note.Position, note.Region, note.Part, null));
        }

        CallRanges.Fill(scan, byId, notes);
        foreach (var note in notes.Where(note => note.Calls.Count > 1))
        {
            note.Calls.Sort((left, right) => left.Position.CompareTo(right.Position));
        }

        foreach (var group in notes.GroupBy(note => note.Group))
        {
            var labelled = group.Count(note => NoteText.HasLabel(note.Element));
            var hasHeadings = group.Any(note => NoteText.IsLabelledInWords(note.Element));
            var isApparatus = labelled > 0 || group.Any(note => note.Calls.Count > 0) || GroupTitle.SaysNotes(group.Key);
            foreach (var note in group)
            {
                note.Container = Contain(note, isApparatus && !hasHeadings, labelled > 0);
            }
        }
    }

    /// <summary>Whether the <c>xref</c> that calls the note stands directly before it: then that is the call, and the <c>fn</c> prints no second one.</summary>
    private static bool FollowsItsCall(FoundNote note) =>
        note.Before is { } before && note.Calls.Exists(call => call.Element == before || call.Element.Parent == before);

    /// <summary>
    /// Typed statements are statements, unless the text calls them by a label. In the back, so is what nothing calls and nothing numbers: all of a group in which no note is called
    /// or labelled, and in a labelled group the stragglers (<c>Publisher's Note</c>, <c>Change history</c>) and what is labelled in words (<c>Funding</c>).
    /// </summary>
    private static NoteContainer Contain(FoundNote note, bool isApparatus, bool isLabelled)
    {
        var isCalledInText = note.Calls.Exists(call => call.Region == Region.Body && call.Within is null && call.Element.Value.Length > 0);
        var hasLabel = NoteText.HasLabel(note.Element);
        var states = Statements.Contains((string?)note.Element.Attribute("fn-type") ?? "")
            || GroupTitle.SaysStatement((string?)note.Group?.Attribute("content-type"));
        if (states && !(isCalledInText && hasLabel))
        {
            return NoteContainer.Statement;
        }

        // A text processor's notes are of the text, whichever part of it calls them: they are counted in one row.
        if ((string?)note.Element.Attribute("custom-type") is "footnote" or "endnote")
        {
            return NoteContainer.Body;
        }

        return note.Region switch
        {
            Region.Table => NoteContainer.Table,
            Region.Front or Region.AuthorNotes => NoteContainer.Front,
            _ when note.Calls.Count > 0 && note.Calls.TrueForAll(call => call.Region is Region.Front or Region.AuthorNotes) => NoteContainer.Front,
            _ when note.InPlace || note.Calls.Count > 0 => NoteContainer.Body,
            _ when !isApparatus || (isLabelled && !hasLabel) => NoteContainer.Statement,
            _ => NoteContainer.Body,
        };
    }
}
