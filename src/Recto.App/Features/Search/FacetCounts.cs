using System.Globalization;
using Recto.App.Shell.Language;
using Recto.Notes.Archives;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>Counts the articles found by journal, year, author, language and archive.</summary>
internal static class FacetCounts
{
    private const int MostChoices = 8;

    public static IReadOnlyList<FacetView> Of(IReadOnlyList<SearchHit> hits, SearchParameters asked, Say say)
    {
        var journals = hits.GroupBy(hit => hit.JournalKey).ToDictionary(group => group.Key, group => group.First().JournalTitle);
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, name) in hits.SelectMany(hit => hit.People))
        {
            people.TryAdd(key, name);
        }

        return
        [
            .. new[]
            {
                Facet("journal", say["Journal"], hits.Select(hit => hit.JournalKey), asked.Journals, key => journals.GetValueOrDefault(key, key), asked.Journals.Count > 0 ? 0 : 1),
                Facet("archive", say["Archive"], hits.SelectMany(hit => hit.Archives), asked.Archives, Archive, 0),
                Facet("lang", say["Language"], hits.Select(hit => hit.Language?.Split('-')[0].ToLowerInvariant()).OfType<string>(), asked.Languages, Language, asked.Languages.Count > 0 ? 0 : 1),
                Facet("author", say["Author"], hits.SelectMany(hit => hit.People.Select(person => person.Key)), asked.People, key => people.GetValueOrDefault(key, key), 0),
                ByYear(Facet("year", say["Year"], hits.Select(hit => hit.Year).OfType<string>(), asked.Years, year => year, 0)),
            }.OfType<FacetView>(),
        ];
    }

    // One value only says nothing, unless it was chosen and may be unchosen.
    private static FacetView? Facet(string name, string legend, IEnumerable<string> values, IReadOnlyList<string> chosen, Func<string, string> label, int more)
    {
        var counts = values.CountBy(value => value).ToDictionary(StringComparer.Ordinal);
        foreach (var value in chosen)
        {
            counts.TryAdd(value, 0);
        }

        if (counts.Count <= more)
        {
            return null;
        }

        var choices = counts.OrderByDescending(pair => chosen.Contains(pair.Key)).ThenByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Math.Max(MostChoices, chosen.Count));
        return new FacetView(name, legend, [.. choices.Select(pair => new FacetChoice(pair.Key, label(pair.Key), pair.Value, chosen.Contains(pair.Key)))]);
    }

    private static FacetView? ByYear(FacetView? facet) => facet is null ? null : facet with { Choices = [.. facet.Choices.OrderByDescending(choice => choice.Value, StringComparer.Ordinal)] };

    private static string Archive(string id) => RepositoryDirectory.Shipped.Find(id) is { } archive ? archive.Sigla is [var siglum, ..] ? siglum : archive.EnglishName : id;

    private static string Language(string tag)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(tag, predefinedOnly: true).DisplayName;
            return name.Length > 0 ? name : tag;
        }
        catch (CultureNotFoundException)
        {
            return tag; // Authors tag languages that no list knows; the tag still says something.
        }
    }
}
