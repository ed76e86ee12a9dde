using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

/// <summary>Reads notes given as plain lines and says in one line what became of a note.</summary>
internal static class Reading
{
    public static Apparatus Of(params string[] lines) =>
        new NotesEngine().Read([.. lines.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]);

    /// <summary>Kind and form of every reference of the last note, with what it points to: <c>book short >1/0</c>.</summary>
    public static string LastOf(params string[] lines) =>
        string.Join("; ", Of(lines).Notes[^1].References.Select(reference =>
            $"{reference.Kind} {reference.Reference.Form}".ToLowerInvariant() + (reference.RefersTo is { } to ? $" >{to.Label}/{to.Reference?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}" : "")));

    /// <summary>The fields of the first reference of a note: <c>title=…|place=…</c>.</summary>
    public static string Fields(string note)
    {
        var reference = Assert.IsType<PublishedReference>(Of(note).Notes[0].References[0].Reference);
        var parts = new List<string>();
        parts.AddRange(reference.Authors.Select(person => $"author={person.Family}, {person.Given}"));
        parts.AddRange(reference.Editors.Select(person => $"editor={person.Family}, {person.Given}"));
        (string Name, Field? Field)[] fields =
        [
            ("title", reference.Title), ("container", reference.Container), ("place", reference.Place), ("publisher", reference.Publisher), ("year", reference.Year),
            ("volume", reference.Volume), ("issue", reference.Issue), ("pages", reference.Pages), ("edition", reference.Edition), ("doi", reference.Doi), ("url", reference.Url),
        ];
        parts.AddRange(fields.Where(pair => pair.Field is not null).Select(pair => $"{pair.Name}={pair.Field!.Text}"));
        return string.Join('|', parts);
    }
}
