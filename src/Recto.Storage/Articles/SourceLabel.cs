using Recto.Notes.References;

namespace Recto.Storage.Articles;

/// <summary>A source in a few words, as printed in the mention that describes it best.</summary>
internal static class SourceLabel
{
    /// <summary><c>RGASPI 558/11/431</c>; <c>Vaïsse, Les militaires français, 1983</c>; the id where the mention prints nothing of the kind.</summary>
    public static string Of(Reference reference, string id)
    {
        string?[] parts = reference switch
        {
            ArchivalReference { Path.Count: > 0 } file => [$"{file.Repository?.Text ?? file.RepositoryName?.Text} {string.Join('/', file.Path.Select(level => level.Text))}".TrimStart()],
            ArchivalReference file => [file.Repository?.Text ?? file.RepositoryName?.Text, file.Series?.Text ?? file.Description?.Text],
            PublishedReference work => [FirstOf(work.Authors) ?? FirstOf(work.Editors), work.Title?.Text ?? work.Container?.Text, work.Year?.Text],
            BackReference back => [back.Title?.Text],
            _ => [],
        };
        var label = string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return label.Length > 0 ? label : id;
    }

    private static string? FirstOf(IReadOnlyList<PersonName> people) => people.Count > 0 ? people[0].Family : null;
}
