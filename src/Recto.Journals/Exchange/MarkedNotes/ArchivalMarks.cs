using System.Xml.Linq;
using Recto.Notes.Archives;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>The parts of a call number as <c>named-content</c>. JATS has no words for them; <c>content-type</c> is ours: <c>archive</c>, <c>archive-name</c>, <c>series</c>, the name of each level in the archive's own language (<c>fond</c>, <c>opis</c>, <c>delo</c>; <c>level</c> where we do not know it), <c>folio</c>, <c>description</c>, <c>date</c>.</summary>
internal static class ArchivalMarks
{
    /// <summary>The marks, in no order.</summary>
    public static IEnumerable<Mark> Of(ArchivalReference unit, Repository? repository, string text)
    {
        var marks = new List<Mark>();
        Add("archive", unit.Repository);
        Add("archive-name", unit.RepositoryName);
        Add("series", unit.Series);
        var levels = repository is null || repository.Levels.Count < unit.Path.Count ? [] : repository.Levels;
        for (var i = 0; i < unit.Path.Count; i++)
        {
            Add(i < levels.Count ? LevelWord(levels[i]) : "level", unit.Path[i]);
        }

        Add("folio", unit.Folio, unit.Side switch { FolioSide.Recto => "recto", FolioSide.Verso => "verso", _ => null });
        Add("description", unit.Description);
        Add("date", unit.Date);
        return marks.Where(mark => mark.Span.End <= text.Length);

        void Add(string type, Field? field, string? use = null)
        {
            if (field is not null)
            {
                List<(XName, string)> attributes = [("content-type", type)];
                if (use is not null)
                {
                    attributes.Add(("specific-use", use));
                }

                marks.Add(new Mark("named-content", field.Span, type) { Attributes = attributes });
            }
        }
    }

    /// <summary>The name of a level as a word: blanks are hyphens; where it has two names, it is a <c>level</c>.</summary>
    public static string LevelWord(string? level) => level is null || level.Contains(" or ", StringComparison.Ordinal) ? "level" : level.ToLowerInvariant().Replace(' ', '-');
}
