namespace Recto.Journals.Exchange.Ojs;

/// <summary>An address that a site of OJS answered.</summary>
/// <param name="Address">Path, perhaps with a query.</param>
/// <param name="Target">Where it leads: a path; or <see cref="OjsAddresses.Article"/> or <see cref="OjsAddresses.Pdf"/>, whose place is known only when the article is saved.</param>
/// <param name="WithBelow">Whether what lies below it leads to what lies below the target.</param>
public sealed record OjsAddress(string Address, string Target, bool WithBelow = false);

/// <summary>
/// The addresses that a journal had in OJS. All of them are written in one form, <c>/index.php/{path}/…</c>; the others (without <c>index.php</c>, with a language in them) lead to that form as a
/// whole, so that an article needs a few rows and not a few dozen.
/// </summary>
public sealed class OjsAddresses
{
    /// <summary>Stands for the article's page.</summary>
    public const string Article = "{article}";

    /// <summary>Stands for the article's PDF.</summary>
    public const string Pdf = "{pdf}";

    private const int Longest = 500;
    private const int MostNames = 40;

    // Pages of Recto begin so; a journal of that name keeps its addresses with index.php only.
    private static readonly string[] Ours = ["account", "api", "archives", "articles", "assets", "authors", "desk", "doi", "feeds", "files", "journals", "notes", "oai", "search", "sitemap", "sources", "works"];

    private readonly string _path;
    private readonly string _root;

    private OjsAddresses(string path)
    {
        _path = path;
        _root = path.Length == 0 ? "/index.php" : "/index.php/" + path;
    }

    /// <summary>The journal's part of the old addresses; empty for a journal that had a host to itself.</summary>
    public string Path => _path;

    /// <summary>Reads the journal's part of the old addresses, as an operator gives it: <c>margin</c>; <c>/</c> for a journal that had a host to itself.</summary>
    public static bool TryParse(string? written, out OjsAddresses? addresses)
    {
        var path = (written ?? "").Trim();
        path = path.StartsWith("/index.php", StringComparison.Ordinal) ? path["/index.php".Length..] : path;
        path = path.Trim('/');
        addresses = written is { Length: > 0 } && path.Length <= 100 && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && path is not ("." or ".." or "index.php") ? new OjsAddresses(path) : null;
        return addresses is not null;
    }

    /// <summary>The journal: its own page, its list of issues, and the other forms of all its addresses.</summary>
    /// <param name="target">The journal's page.</param>
    /// <param name="archive">The list of its issues.</param>
    public IEnumerable<OjsAddress> OfJournal(string target, string archive)
    {
        if (_path.Length > 0)
        {
            yield return new OjsAddress(_root, target);
            yield return new OjsAddress($"/index.php?journal={_path}", target);
            if (IsBare)
            {
                yield return new OjsAddress("/" + _path, _root, WithBelow: true);
            }
        }
        else
        {
            yield return new OjsAddress("/article", "/index.php/article", WithBelow: true);
            yield return new OjsAddress("/issue", "/index.php/issue", WithBelow: true);
        }

        yield return new OjsAddress(_root + "/index", target);
        yield return new OjsAddress(_root + "/issue/current", target);
        yield return new OjsAddress(_root + "/issue/archive", archive);
        yield return new OjsAddress(_root + "/issue", target);
    }

    /// <summary>The forms of all addresses with a language in them.</summary>
    /// <param name="locale">As OJS writes it.</param>
    public IEnumerable<OjsAddress> OfLocale(string locale) =>
        Locales(locale).SelectMany(form => _path.Length > 0 ? new[] { new OjsAddress($"{_root}/{form}", _root, WithBelow: true) } : [new OjsAddress("/index.php/" + form, "/index.php", WithBelow: true), new OjsAddress("/" + form, "/index.php", WithBelow: true)]);

    /// <summary>An issue.</summary>
    public IEnumerable<OjsAddress> OfIssue(OjsIssue issue, string target)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return Kept(Names(issue.Id, issue.Names).SelectMany(name => Forms("issue", "view", name, null, target).Append(new OjsAddress($"{_root}/issue/view/{name}/showToc", target))));
    }

    /// <summary>An article: its page, its galleys, its versions.</summary>
    public IEnumerable<OjsAddress> OfArticle(OjsArticle article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return Kept(All());

        IEnumerable<OjsAddress> All()
        {
            foreach (var name in Names(article.Id, article.Names))
            {
                foreach (var address in Forms("article", "view", name, null, Article))
                {
                    yield return address;
                }

                foreach (var galley in article.Galleys)
                {
                    var isPdf = IsPdf(galley);
                    foreach (var part in Names(galley.Id, galley.Names))
                    {
                        foreach (var address in Forms("article", "view", name, part, Article).Concat(Forms("article", "download", name, part, isPdf ? Pdf : Article)))
                        {
                            yield return address;
                        }

                        if (galley.File?.Id is { } file && file.All(char.IsAsciiDigit))
                        {
                            yield return new OjsAddress($"{_root}/article/download/{name}/{part}/{file}", isPdf ? Pdf : Article);
                        }
                    }
                }

                foreach (var publication in article.Publications.Take(MostNames))
                {
                    yield return new OjsAddress($"{_root}/article/view/{name}/version/{publication}", Article);
                }
            }
        }
    }

    /// <summary>One address in every form that OJS answers it in, for a table that cannot lead whole trees of addresses.</summary>
    /// <param name="address">As the other methods give it.</param>
    /// <param name="locales">As OJS writes them.</param>
    public IEnumerable<string> Expand(OjsAddress address, IEnumerable<string> locales)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.WithBelow)
        {
            return [];
        }

        if (address.Address.Contains('?', StringComparison.Ordinal) || !address.Address.StartsWith(_root, StringComparison.Ordinal))
        {
            return [address.Address];
        }

        var rest = address.Address[_root.Length..];
        string[] roots = IsBare ? [_root, _path.Length == 0 ? "" : "/" + _path] : [_root];
        return roots.SelectMany(root => locales.SelectMany(Locales).Distinct(StringComparer.Ordinal).Select(locale => $"{root}/{locale}{rest}").Prepend(root + rest)).Where(form => form.Length > 0);
    }

    /// <summary>Whether a galley is the PDF.</summary>
    private static bool IsPdf(OjsGalley galley) => galley.File is { } file && file.Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    private bool IsBare => !Ours.Contains(_path, StringComparer.OrdinalIgnoreCase);

    // en_US → en_US, en (since 3.4); pt_BR stays
    private static IEnumerable<string> Locales(string locale) => new[] { locale, OjsLocale.Tag(locale)?.Replace('-', '_') }.OfType<string>().Where(form => form.Length <= 20 && form.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '-')).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Names(string? id, IReadOnlyList<string> names) => (id is null ? names : names.Prepend(id)).Distinct(StringComparer.Ordinal).Take(MostNames);

    // With and without addresses that read well: /index.php/margin/article/view/12, /index.php?journal=margin&page=article&op=view&path[]=12
    private IEnumerable<OjsAddress> Forms(string page, string act, string name, string? part, string target)
    {
        yield return new OjsAddress($"{_root}/{page}/{act}/{name}{(part is null ? "" : "/" + part)}", target);
        if (_path.Length > 0)
        {
            foreach (var bracket in new[] { "path[]=", "path%5B%5D=" })
            {
                var value = Uri.EscapeDataString(name);
                yield return new OjsAddress($"/index.php?journal={_path}&page={page}&op={act}&{bracket}{value}{(part is null ? "" : $"&{bracket}{Uri.EscapeDataString(part)}")}", target);
            }
        }
    }

    private static IEnumerable<OjsAddress> Kept(IEnumerable<OjsAddress> addresses) => addresses.Where(address => address.Address.Length <= Longest).DistinctBy(address => address.Address);
}
