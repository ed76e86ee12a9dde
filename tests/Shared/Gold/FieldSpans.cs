using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>The spans of a reference's fields, under the names of the annotation.</summary>
internal static class FieldSpans
{
    public static Dictionary<string, IReadOnlyList<TextSpan>> Of(Reference reference)
    {
        var fields = new Dictionary<string, IReadOnlyList<TextSpan>>();
        Put("pages", reference.Pages);
        if (reference is PublishedReference published)
        {
            Put("title", published.Title);
            Put("container", published.Container);
            Put("place", published.Place);
            Put("publisher", published.Publisher);
            Put("year", published.Year);
            Put("volume", published.Volume);
            Put("issue", published.Issue);
            Put("series", published.Series);
            PutAll("authors", published.Authors.Select(person => person.Span));
            PutAll("editors", published.Editors.Select(person => person.Span));
        }
        else if (reference is ArchivalReference archival)
        {
            Put("repository", archival.Repository);
            Put("folio", archival.Folio);
            Put("series", archival.Series);
            Put("description", archival.Description);
            Put("date", archival.Date);
            PutAll("path", archival.Path.Select(level => level.Span));
        }

        return fields;

        void Put(string name, Field? field)
        {
            if (field is not null)
            {
                fields[name] = [field.Span];
            }
        }

        void PutAll(string name, IEnumerable<TextSpan> spans)
        {
            if (spans.ToList() is { Count: > 0 } list)
            {
                fields[name] = list;
            }
        }
    }
}
