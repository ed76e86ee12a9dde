using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Recto.Journals.Search;
using Recto.Notes.Text;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>What the address of a search says. Anything may stand there; what makes no sense is left out.</summary>
public sealed record SearchParameters
{
    private const int MostValues = 20;
    private const int LongestValue = 200;
    private const int LastPage = 100;

    /// <summary>What was typed.</summary>
    public string Typed { get; init; } = "";
    /// <summary>Where: title, text, notes, sources; empty for everywhere.</summary>
    public string In { get; init; } = "";
    /// <summary>Whether the newest come first.</summary>
    public bool NewestFirst { get; init; }
    /// <summary>Whether only the very spellings count.</summary>
    public bool AsWritten { get; init; }
    /// <summary>Whether only what the reader may read.</summary>
    public bool OnlyMine { get; init; }
    /// <summary>Keys of journals.</summary>
    public IReadOnlyList<string> Journals { get; init; } = [];
    /// <summary>Years of publication.</summary>
    public IReadOnlyList<string> Years { get; init; } = [];
    /// <summary>Languages.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    /// <summary>Ids of archives.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];
    /// <summary>Keys of authors.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether anything narrows the results.</summary>
    public bool IsNarrowed => In.Length > 0 || OnlyMine || Journals.Count + Years.Count + Languages.Count + Archives.Count + People.Count > 0;

    /// <summary>The same as fields.</summary>
    public SearchFields Fields => In switch { "title" => SearchFields.Title, "text" => SearchFields.Text | SearchFields.Abstract, "notes" => SearchFields.Notes, "sources" => SearchFields.Sources, _ => SearchFields.All };

    /// <summary>Whether there is anything to look for.</summary>
    public bool Asks(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Doi is null && (query.HasWords || query.HasFilters || (IsNarrowed && query.Clauses.Count == 0));
    }

    /// <summary>What is asked of the index.</summary>
    public SearchRequest Request(SearchQuery query) => new()
    {
        Query = query,
        AsWritten = AsWritten,
        NewestFirst = NewestFirst,
        Fields = Fields,
        Journals = Journals,
        Years = Years,
        Languages = Languages,
        Archives = Archives,
        People = People,
    };

    /// <summary>Reads an address.</summary>
    public static SearchParameters Read(IQueryCollection query)
    {
        IReadOnlyList<string> Values(string name) => [.. query[name].OfType<string>().Where(value => value.Length is > 0 and <= LongestValue && !value.Contains('\0', StringComparison.Ordinal)).Distinct().Take(MostValues)];
        return new SearchParameters
        {
            Typed = BoundedText.Cut(query["q"].ToString(), 2000).Replace('\0', ' '),
            In = query["in"].ToString() is "title" or "text" or "notes" or "sources" ? query["in"].ToString() : "",
            NewestFirst = query["sort"] == "new",
            AsWritten = query["as"] == "written",
            OnlyMine = query["access"] == "mine",
            Journals = Values("journal"),
            Years = Values("year"),
            Languages = Values("lang"),
            Archives = Values("archive"),
            People = Values("author"),
            Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1,
        };
    }

    /// <summary>The address that says this.</summary>
    public string Address(int page = 1) => SearchFeature.Address + Query(page);

    /// <summary>The query of the address, with its question mark.</summary>
    public string Query(int page = 1)
    {
        var parts = new List<KeyValuePair<string, string?>> { new("q", Typed) };
        void Add(string name, IEnumerable<string> values) => parts.AddRange(values.Select(value => KeyValuePair.Create(name, (string?)value)));
        Add("in", In.Length > 0 ? [In] : []);
        Add("sort", NewestFirst ? ["new"] : []);
        Add("as", AsWritten ? ["written"] : []);
        Add("journal", Journals);
        Add("year", Years);
        Add("lang", Languages);
        Add("archive", Archives);
        Add("author", People);
        Add("access", OnlyMine ? ["mine"] : []);
        Add("page", page > 1 ? [page.ToString(CultureInfo.InvariantCulture)] : []);
        return QueryHelpers.AddQueryString("", parts);
    }
}
