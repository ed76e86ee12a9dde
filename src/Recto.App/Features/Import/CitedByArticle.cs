using System.Xml.Linq;
using Recto.Journals.CitedBy;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Storage.Articles;

namespace Recto.App.Features.Import;

/// <summary>What an article cites, as it is kept for telling the cited ones.</summary>
internal static class CitedByArticle
{
    private const string OfNotes = "n-";

    /// <summary>Entries of its reference list, and sources of its notes.</summary>
    /// <param name="cited">What others are told that it cites.</param>
    /// <param name="bibliography">What its notes cite.</param>
    public static IReadOnlyList<CitedWorkToSave> Of(IReadOnlyList<OutgoingCitation> cited, Bibliography bibliography)
    {
        var sources = bibliography.Sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);

        // Others are told once what a list and the notes name by one DOI; here the note is wanted too.
        var withNotes = cited.Any(one => one.Doi is not null && SourceOf(one.Key, sources) is null) ? [.. OutgoingCitations.Of(new XDocument(), bibliography, withArchives: false), .. cited] : cited;
        return [.. withNotes.DistinctBy(one => one.Key, StringComparer.Ordinal).Select(one => new CitedWorkToSave(one.Key, SourceOf(one.Key, sources), one.Doi is { } doi ? WorkKeys.Of(doi) : null, WorkKeys.Of(one), one.Doi is null ? ReferenceLookup.StringOf(one.Unstructured) : null))];
    }

    private static string? SourceOf(string key, HashSet<string> sources) => key.StartsWith(OfNotes, StringComparison.Ordinal) && sources.Contains(key[OfNotes.Length..]) ? key[OfNotes.Length..] : null;
}
