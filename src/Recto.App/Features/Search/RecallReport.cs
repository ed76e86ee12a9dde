using System.Globalization;
using Recto.Journals.Access;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>How much of what must be found is found.</summary>
internal sealed record RecallReport(IReadOnlyList<RecallAnswer> Answers)
{
    private const int MostShown = 100;

    public int Missing => Answers.Sum(answer => answer.Missing.Count + answer.Wrong.Count);

    public static async Task<RecallReport> MakeAsync(SearchStore search, IReadOnlyList<RecallQuery> queries, DateTimeOffset now, CancellationToken ct)
    {
        var answers = new List<RecallAnswer>();
        foreach (var asked in queries)
        {
            var query = QueryReader.Read(asked.Query, RepositoryDirectory.Shipped);
            var found = await search.FindAsync(new SearchRequest { Query = query }, ct);
            var builder = new ResultBuilder(found.Plan, Asker.Anybody(now));
            var hits = found.Hits.Take(MostShown).ToDictionary(hit => hit.Id);
            var places = new List<string>();
            var first = new List<string>();
            foreach (var article in await search.ShowAsync([.. hits.Values], ct))
            {
                var result = builder.Build(hits[article.Id], article);
                first.Add(article.Slug);
                places.AddRange(result.Places.Select(place => place.Note).OfType<Storage.Search.FoundNote>().Concat(result.MoreNotes).Select(note => $"{article.Slug}#{note.HtmlId}"));
                places.AddRange(result.Places.SelectMany(place => place.CitedIn).Select(note => $"{article.Slug}#{note.HtmlId}"));
            }

            var wanted = asked.Must.Select(must => must.Split('#')[0]).Distinct().ToList();
            answers.Add(new RecallAnswer(asked, first, [.. asked.Must.Where(must => !first.Contains(must) && !places.Contains(must))], [.. first.Where(slug => asked.MustNot.Contains(slug) || (asked.MustNot.Contains("*") && !wanted.Contains(slug)))],
                wanted.Count == 0 ? null : wanted.Select(slug => first.IndexOf(slug)).Where(at => at >= 0).DefaultIfEmpty(-1).Min() is >= 0 and var best ? 1.0 / (best + 1) : 0));
        }

        return new RecallReport(answers);
    }

    public IEnumerable<string> Lines()
    {
        foreach (var answer in Answers.Where(answer => answer.Missing.Count + answer.Wrong.Count > 0))
        {
            yield return $"{answer.Asked.Id} “{answer.Asked.Query}”: {string.Join("; ", answer.Missing.Select(place => "missing " + place).Concat(answer.Wrong.Select(place => "must not find " + place)))}";
        }

        foreach (var half in Answers.GroupBy(answer => answer.Asked.Half).OrderByDescending(group => group.Key, StringComparer.Ordinal))
        {
            var must = half.Sum(answer => answer.Asked.Must.Count);
            var found = must - half.Sum(answer => answer.Missing.Count);
            var wrong = half.Sum(answer => answer.Wrong.Count);
            var given = half.Sum(answer => answer.Found.Count);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{half.Key}: {half.Count()} queries, {found} of {must} places found (recall {(must == 0 ? 1 : (double)found / must):0.000}), {wrong} of {given} articles given are wrong (precision {(given == 0 ? 1 : 1 - (double)wrong / given):0.000}), mean reciprocal rank {half.Where(answer => answer.Rank is not null).Select(answer => answer.Rank!.Value).DefaultIfEmpty(1).Average():0.000}");
        }
    }
}

/// <summary>What one query found.</summary>
/// <param name="Asked">The query.</param>
/// <param name="Found">Addresses of the articles, best first, at most 100.</param>
/// <param name="Missing">What it should have found.</param>
/// <param name="Wrong">What it should not.</param>
/// <param name="Rank">One over the place of the first article wanted; null where none is.</param>
internal sealed record RecallAnswer(RecallQuery Asked, IReadOnlyList<string> Found, IReadOnlyList<string> Missing, IReadOnlyList<string> Wrong, double? Rank);
