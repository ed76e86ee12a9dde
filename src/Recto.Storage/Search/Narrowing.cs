using System.Data.Common;
using System.Globalization;
using System.Text;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>The conditions beside the words: journal, year, language, archive, author.</summary>
internal static class Narrowing
{
    /// <summary>The conditions, each with AND before it; null where something is asked that no row can be.</summary>
    public static string? Of(DbCommand command, SearchQuery query, SearchRequest request)
    {
        if (!StoredText.CanStand([.. request.Journals, .. request.Years, .. request.Languages, .. request.Archives, .. request.People, .. query.Archives, query.Journal ?? "", query.Language ?? ""]))
        {
            return null;
        }

        var text = new StringBuilder();
        Any(request.Journals, name => $"j.key = @{name}", value => value);
        Any(request.Years, name => $"(substr(a.published, 1, 4) = @{name} AND {Recency(name)})", value => value);
        Any(request.Languages, name => $"(lower(a.language) = @{name} OR lower(a.language) LIKE @{name} || '-%')", Plain);
        Any(query.Language is null ? [] : [query.Language], name => $"(lower(a.language) = @{name} OR lower(a.language) LIKE @{name} || '-%')", Plain);

        // Taking it away changes the list: both databases say so in the same words.
        Any(request.Archives, name => $"replace(t.archives, @{name}, '') <> t.archives", value => $" {value} ");
        Any(query.Archives, name => $"replace(t.archives, @{name}, '') <> t.archives", value => $" {value} ");
        Any(request.People, name => $"replace(t.people, @{name}, '') <> t.people", value => $"\n{value}\t");
        if (query.Journal is { } journal)
        {
            Any([journal], name => $"(j.key = lower(@{name}) OR j.title_key LIKE '%' || @{name} || '%')", value => TextKey.Of(value) is { Length: > 0 } key ? key : "-");
        }

        Any(query.YearFrom is { } from ? [Year(from)] : [], name => $"(substr(a.published, 1, 4) >= @{name} AND a.recency_key >= @{name})", value => value);
        Any(query.YearTo is { } to ? [Year(to)] : [], name => $"(substr(a.published, 1, 4) <= @{name} AND a.recency_key < @{name} || '~')", value => value);
        return text.ToString();

        void Any(IReadOnlyList<string> values, Func<string, string> condition, Func<string, string> stored)
        {
            if (values.Count > 0)
            {
                text.Append(" AND (").AppendJoin(" OR ", values.Select(value =>
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"n{command.Parameters.Count}");
                    command.Add(name, stored(value));
                    return condition(name);
                })).Append(')');
            }
        }
    }

    /// <summary>Whether the conditions leave some thousands of articles of a million at most, and an index of articles finds them: one or two journals, or years.</summary>
    public static bool LeavesFew(SearchQuery query, SearchRequest request) => IsOfArticles(query, request)
        && (request.Journals.Count is > 0 and <= MostValues || request.Years.Count is > 0 and <= MostValues || query is { YearFrom: { } from, YearTo: { } to } && to - from < MostValues);

    /// <summary>Whether going through articles from the newest never passes over many that the conditions leave out: there are none but of journals and years.</summary>
    public static bool IsOfArticles(SearchQuery query, SearchRequest request) => query is { Archives: [], Language: null, Journal: null } && request is { Archives: [], Languages: [], People: [] };

    private const int MostValues = 2;

    // The same year in words of an index.
    private static string Recency(string name) => $"a.recency_key >= @{name} AND a.recency_key < @{name} || '~'";

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    // No wildcards of LIKE.
    private static string Plain(string tag) => string.Concat(tag.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')).ToLowerInvariant();
}
