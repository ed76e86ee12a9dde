namespace Recto.App.Tests.Security;

/// <summary>
/// Who may ask for what: a line for each route, so that a new one fails a test until somebody has thought about it. Method (<c>*</c> for any), pattern, the letters of those who are let in (<see cref="Role"/>; <c>*</c> for everybody,
/// <c>-</c> for nobody here), and what answers those: 200 where a page, and 415 where a form is sent that is none, unless said otherwise.
/// Whoever is not let in is led to the sign-in, or gets 403 or 404.
/// </summary>
internal static class RouteTable
{
    private const string Lines = """
        GET  /                                                                  *
        GET  /.well-known/tdmrep.json                                           *
        GET  /account                                                           pocea
        GET  /account/address                                                   *      410
        POST /account/address                                                   *
        GET  /account/api-keys                                                  pocea
        POST /account/api-keys                                                  pocea
        POST /account/api-keys/revoke                                           pocea
        POST /account/email                                                     pocea
        POST /account/data                                                      pocea  200
        GET  /account/erase                                                     pocea
        POST /account/erase                                                     pocea
        GET  /account/first                                                     *      410
        POST /account/first                                                     *
        GET  /account/link                                                      *      410
        POST /account/link                                                      *
        POST /account/name                                                      pocea
        POST /account/passkeys                                                  pocea
        POST /account/passkeys/options                                          pocea  200
        POST /account/passkeys/remove                                           pocea
        POST /account/passkeys/rename                                           pocea
        POST /account/password                                                  pocea
        POST /account/password/remove                                           pocea
        GET  /account/sign-in                                                   *
        POST /account/sign-in/link                                              *
        POST /account/sign-in/passkey                                           *
        POST /account/sign-in/passkey/options                                   *      200
        POST /account/sign-in/password                                          *
        POST /account/sign-ins/end                                              pocea
        POST /account/sign-ins/end-others                                       pocea  303
        POST /account/sign-out                                                  *      303
        POST /account/sign-out-everywhere                                       pocea  303
        GET  /account/signed-in                                                 *
        GET  /api                                                               *
        *    /api/openapi.json                                                  *
        *    /api/openapi.yaml                                                  *
        *    /api/v1/articles                                                   *
        *    /api/v1/articles/by-doi/{**doi}                                    *
        *    /api/v1/articles/{slug}                                            *
        *    /api/v1/articles/{slug}/body                                       *
        *    /api/v1/articles/{slug}/cited-by                                   *
        *    /api/v1/articles/{slug}/notes                                      *
        *    /api/v1/articles/{slug}/notes/{note}                               *
        *    /api/v1/articles/{slug}/sources                                    *
        *    /api/v1/journals                                                   *
        *    /api/v1/journals/{key}                                             *
        *    /api/v1/journals/{key}/issues                                      *
        *    /api/v1/journals/{key}/issues/{issue}                              *
        *    /api/v1/sources                                                    *
        *    /api/v1/works                                                      *
        *    /api/v1/works/{work}                                               *
        *    /api/{**rest}                                                      *      404
        GET  /articles                                                          *
        GET  /articles/{slug}                                                   *
        GET  /articles/{slug}/cite.bib                                          *
        GET  /articles/{slug}/cite.enw                                          *
        GET  /articles/{slug}/cite.json                                         *
        GET  /articles/{slug}/cite.ris                                          *
        GET  /articles/{slug}/cited-by                                          *
        GET  /articles/{slug}/cited-by.bib                                      *
        GET  /articles/{slug}/cited-by.csv                                      *
        GET  /articles/{slug}/cited-by.enw                                      *
        GET  /articles/{slug}/cited-by.json                                     *
        GET  /articles/{slug}/cited-by.ris                                      *
        GET  /articles/{slug}/cited-by/feed.atom                                *
        GET  /articles/{slug}/cited-by/feed.rdf                                 *
        GET  /articles/{slug}/files/{name}                                      *      404
        GET  /articles/{slug}/linkset                                           *
        GET  /articles/{slug}/linkset.txt                                       *
        GET  /articles/{slug}/notes.json                                        *
        GET  /articles/{slug}/notes/{note}                                      *
        GET  /articles/{slug}/notes/{note}/cite.bib                             *
        GET  /articles/{slug}/notes/{note}/cite.enw                             *
        GET  /articles/{slug}/notes/{note}/cite.json                            *
        GET  /articles/{slug}/notes/{note}/cite.ris                             *
        GET  /articles/{slug}/notes/{note}/report                               *
        POST /articles/{slug}/notes/{note}/report                               *
        GET  /articles/{slug}/notes/{note}/report/thanks                        *
        GET  /articles/{slug}/source                                            *
        GET  /articles/{slug}/sources                                           *
        GET  /articles/{slug}/sources.bib                                       *
        GET  /articles/{slug}/sources.enw                                       *
        GET  /articles/{slug}/sources.json                                      *
        GET  /articles/{slug}/sources.jsonld                                    *
        GET  /articles/{slug}/sources.ris                                       *
        GET  /articles/{slug}/sources.txt                                       *
        GET  /articles/{slug}/sources/{source}                                  *      404
        GET  /articles/{slug}/versions                                          *
        GET  /articles/{slug}/{name}.epub                                       *      404
        GET  /articles/{slug}/{name}.jats.xml                                   *      404
        GET  /articles/{slug}/{name}.pdf                                        *      404
        GET  /articles/{slug}/{name}.png                                        *      404
        GET  /authors/{key}                                                     *
        GET  /authors/{key}/feed.atom                                           *
        GET  /authors/{key}/feed.rdf                                            *
        GET  /check                                                             *
        POST /check                                                             *
        GET  /check/rules                                                       *
        GET  /check/{id}                                                        *
        GET  /clockss/{journal}                                                 *
        GET  /clockss/{journal}/{year}                                          *
        GET  /desk                                                              ocea   302
        GET  /desk/articles                                                     ocea
        GET  /desk/articles/imports/{id:guid}                                   -         404
        GET  /desk/articles/new                                                 oea
        POST /desk/articles/new                                                 oea    400
        GET  /desk/articles/{id:guid}                                           cea
        POST /desk/articles/{id:guid}/address                                   ea
        GET  /desk/articles/{id:guid}/delete                                    ea
        POST /desk/articles/{id:guid}/delete                                    ea     409
        GET  /desk/articles/{id:guid}/file                                      ea
        POST /desk/articles/{id:guid}/file                                      ea     400
        POST /desk/articles/{id:guid}/files/again                               cea    303
        GET  /desk/articles/{id:guid}/files/{name}                              -         404
        GET  /desk/articles/{id:guid}/journal                                   ea
        POST /desk/articles/{id:guid}/journal                                   ea
        POST /desk/articles/{id:guid}/place                                     cea
        GET  /desk/articles/{id:guid}/proof                                     cea
        POST /desk/articles/{id:guid}/proof                                     cea
        GET  /desk/articles/{id:guid}/proof/history                             cea
        POST /desk/articles/{id:guid}/publish                                   ea     303
        GET  /desk/articles/{id:guid}/record                                    cea
        POST /desk/articles/{id:guid}/record                                    cea
        POST /desk/articles/{id:guid}/relate                                    cea
        POST /desk/articles/{id:guid}/restore                                   ea
        POST /desk/articles/{id:guid}/schedule                                  ea
        GET  /desk/articles/{id:guid}/source/{number:int}                       cea
        POST /desk/articles/{id:guid}/unrelate                                  cea
        GET  /desk/articles/{id:guid}/versions                                  cea
        POST /desk/articles/{id:guid}/versions/{number:int}/restore             ea
        GET  /desk/articles/{id:guid}/withdraw                                  ea
        POST /desk/articles/{id:guid}/withdraw                                  ea
        GET  /desk/journals                                                     oea
        GET  /desk/journals/new                                                 a
        POST /desk/journals/new                                                 a
        GET  /desk/journals/{key}                                               ea
        POST /desk/journals/{key}                                               ea
        GET  /desk/journals/{key}/cited-by                                      ea
        POST /desk/journals/{key}/cited-by                                      ea
        GET  /desk/journals/{key}/cover                                         ea
        POST /desk/journals/{key}/cover                                         ea
        GET  /desk/journals/{key}/delete                                        a
        POST /desk/journals/{key}/delete                                        a      200
        GET  /desk/journals/{key}/deposits                                      ea
        POST /desk/journals/{key}/deposits                                      ea
        GET  /desk/journals/{key}/deposits/settings                             ea
        POST /desk/journals/{key}/deposits/settings                             ea
        GET  /desk/journals/{key}/deposits/{id:guid}                            ea
        POST /desk/journals/{key}/deposits/{id:guid}                            ea     303
        GET  /desk/journals/{key}/deposits/{id:guid}/xml                        ea     404
        GET  /desk/journals/{key}/files                                         cea
        GET  /desk/journals/{key}/issues                                        ea
        GET  /desk/journals/{key}/issues/new                                    ea
        POST /desk/journals/{key}/issues/new                                    ea
        GET  /desk/journals/{key}/issues/{issue}                                ea
        POST /desk/journals/{key}/issues/{issue}                                ea
        GET  /desk/journals/{key}/issues/{issue}/cover                          ea
        POST /desk/journals/{key}/issues/{issue}/cover                          ea
        GET  /desk/journals/{key}/issues/{issue}/delete                         ea
        POST /desk/journals/{key}/issues/{issue}/delete                         ea     200
        GET  /desk/journals/{key}/issues/{issue}/publish                        ea
        POST /desk/journals/{key}/issues/{issue}/publish                        ea
        GET  /desk/journals/{key}/issues/{issue}/record                         ea
        POST /desk/journals/{key}/issues/{issue}/record                         ea
        GET  /desk/journals/{key}/issues/{issue}/unpublish                      ea
        POST /desk/journals/{key}/issues/{issue}/unpublish                      ea
        GET  /desk/journals/{key}/pages                                         ea
        POST /desk/journals/{key}/pages                                         ea
        GET  /desk/journals/{key}/pages/new                                     ea     422
        GET  /desk/journals/{key}/pages/{page}/{language}                       ea
        POST /desk/journals/{key}/pages/{page}/{language}                       ea
        GET  /desk/journals/{key}/pages/{page}/{language}/delete                ea
        POST /desk/journals/{key}/pages/{page}/{language}/delete                ea
        GET  /desk/journals/{key}/redirects                                     ea
        POST /desk/journals/{key}/redirects                                     ea
        GET  /desk/journals/{key}/sections                                      ea
        POST /desk/journals/{key}/sections                                      ea
        GET  /desk/journals/{key}/sections/{section}                            ea
        POST /desk/journals/{key}/sections/{section}                            ea
        GET  /desk/journals/{key}/sections/{section}/merge                      ea     302
        POST /desk/journals/{key}/sections/{section}/merge                      ea
        GET  /desk/log                                                          oea
        GET  /desk/people                                                       a
        GET  /desk/people/invite                                                a
        POST /desk/people/invite                                                a
        GET  /desk/people/{id:guid}                                             a
        POST /desk/people/{id:guid}                                             a
        POST /desk/people/{id:guid}/address                                     a
        POST /desk/people/{id:guid}/deactivate                                  a      303
        POST /desk/people/{id:guid}/link                                        a      200
        POST /desk/people/{id:guid}/reactivate                                  a      303
        GET  /desk/reports                                                      ocea
        POST /desk/reports/{report:guid}                                        cea
        GET  /desk/works                                                        ocea
        POST /desk/works/decisions/{decision:guid}/undo                         oea    303
        GET  /desk/works/{id}                                                   ocea
        GET  /desk/works/{id}/merge                                             oea    303
        POST /desk/works/{id}/merge                                             oea
        POST /desk/works/{id}/split                                             oea
        GET  /feed.atom                                                         *
        GET  /feed.rdf                                                          *
        GET  /health/live                                                       *
        GET  /health/ready                                                      *
        GET  /journals/{key}                                                    *
        GET  /journals/{key}/archive                                            *
        GET  /journals/{key}/articles                                           *
        GET  /journals/{key}/colours.css                                        *      404
        GET  /journals/{key}/cover                                              *      404
        GET  /journals/{key}/feed.atom                                          *
        GET  /journals/{key}/feed.rdf                                           *
        GET  /journals/{key}/online-first                                       *
        GET  /journals/{key}/pages/{page}                                       *
        GET  /journals/{key}/pages/{page}/{language}                            *
        GET  /journals/{key}/search                                             *      302
        GET  /journals/{key}/sections/{section}                                 *
        GET  /journals/{key}/sections/{section}/feed.atom                       *
        GET  /journals/{key}/sections/{section}/feed.rdf                        *
        GET  /journals/{key}/sources.jsonl                                      *
        GET  /journals/{key}/tdm-policy.json                                    *
        GET  /journals/{key}/{issue}                                            *
        GET  /journals/{key}/{issue}/cite.bib                                   *
        GET  /journals/{key}/{issue}/cite.enw                                   *
        GET  /journals/{key}/{issue}/cite.json                                  *
        GET  /journals/{key}/{issue}/cite.ris                                   *
        GET  /journals/{key}/{issue}/cover                                      *      404
        GET  /journals/{key}/{issue}/feed.atom                                  *
        GET  /journals/{key}/{issue}/feed.rdf                                   *
        GET  /journals/{key}/{issue}/package.zip                                *
        GET  /kbart                                                             *
        GET  /kbart/{file}.txt                                                  *      404
        GET  /language/{tag}                                                    *      303
        GET  /lockss/{journal}                                                  *
        GET  /lockss/{journal}/{year}                                           *
        GET  /oai                                                               *
        POST /oai                                                               *      200
        GET  /r51/members                                                       *      400
        GET  /r51/reports                                                       *      400
        GET  /r51/reports/{id}                                                  *      404
        GET  /r51/status                                                        *
        GET  /robots.txt                                                        *
        GET  /search                                                            *
        GET  /search.atom                                                       *
        GET  /search.bib                                                        *      302
        GET  /search.enw                                                        *      302
        GET  /search.json                                                       *      302
        GET  /search.rdf                                                        *
        GET  /search.ris                                                        *      302
        GET  /sitemap.xml                                                       *
        GET  /sitemaps/site.xml                                                 *
        GET  /sitemaps/{journal}/{file}.xml                                     *      404
        GET  /sources                                                           *
        GET  /sources/find                                                      *
        GET  /sources/sheet                                                     *
        GET  /sources/{archive}/{**path:beside-unit}                            *      301
        GET  /sources/{archive}/{**path}                                        *      301
        GET  /usage                                                             *
        GET  /works                                                             *
        GET  /works/{id}                                                        *
        GET  /works/{id}/cite.bib                                               *
        GET  /works/{id}/cite.enw                                               *
        GET  /works/{id}/cite.json                                              *
        GET  /works/{id}/cite.ris                                               *
        GET  /works/{id}/feed.atom                                              *
        GET  /works/{id}/feed.rdf                                               *
        """;

    /// <summary>Beginnings of the addresses of shop, institutions, subscriptions, access and sign-ins through institutions. They are not walked yet; the tests of their features ask who may. Whoever walks them takes their line from here.</summary>
    private static readonly string[] NotWalked =
    [
        "/account/identities", "/account/rights", "/api/getftr", "/cart", "/desk/institutions", "/desk/journals/{key}/access", "/desk/reading-links", "/desk/shop", "/desk/sign-in", "/desk/subscriptions", "/desk/title-lists", "/desk/usage",
        "/hooks/", "/kbart/", "/library", "/login", "/orders", "/read/", "/sushi", "/oidc",
    ];

    /// <summary>Whether a route is to have a line.</summary>
    public static bool IsWalked(Mapped route) => !NotWalked.Any(beginning => route.Pattern.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>All lines by route.</summary>
    public static IReadOnlyDictionary<Mapped, Line> All { get; } = Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read).ToDictionary(line => line.Route);

    private static Line Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Line(new Mapped(words[0], words[1]), words[2] == "*" ? null : words[2], words.Length > 3 ? int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture) : words[0] == "POST" ? 415 : 200);
    }
}

/// <summary>What is expected of a route.</summary>
/// <param name="Route">The route.</param>
/// <param name="LetIn">Letters of the roles that are let in; null for all.</param>
/// <param name="Status">What answers them.</param>
internal sealed record Line(Mapped Route, string? LetIn, int Status)
{
    public bool LetsIn(Role role) => LetIn is null || LetIn.Contains(role.Letter, StringComparison.Ordinal);
}
