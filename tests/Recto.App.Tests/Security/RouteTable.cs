namespace Recto.App.Tests.Security;

/// <summary>
/// Who may ask for what: a line for each route, so that a new one fails a test until somebody has thought about it. Method (<c>*</c> for any), pattern, the letters of those who are let in (<see cref="Role"/>; <c>*</c> for everybody,
/// <c>-</c> for nobody here: what is there is another journal's, or a program with a key is let in), and what answers those: 200 where a page, and 415 where a form is sent that is none, unless said otherwise.
/// Whoever is not let in is led to the sign-in, or gets 401, 403 or 404. Addresses that hold a key of their own (a mailed link, a reading link, what a payment house leads back to) let in whoever has them.
/// </summary>
internal static class RouteTable
{
    private const string Lines = """
        GET  /                                                                   *
        GET  /.well-known/tdmrep.json                                            *
        GET  /account                                                            plocea
        GET  /account/address                                                    *      410
        POST /account/address                                                    *
        GET  /account/api-keys                                                   plocea
        POST /account/api-keys                                                   plocea
        POST /account/api-keys/revoke                                            plocea
        POST /account/data                                                       plocea 200
        POST /account/email                                                      plocea
        GET  /account/erase                                                      plocea
        POST /account/erase                                                      plocea
        GET  /account/first                                                      *      410
        POST /account/first                                                      *
        GET  /account/identities                                                 plocea
        POST /account/identities                                                 plocea
        POST /account/identities/remove                                          plocea
        GET  /account/link                                                       *      410
        POST /account/link                                                       *
        POST /account/name                                                       plocea
        POST /account/passkeys                                                   plocea
        POST /account/passkeys/options                                           plocea 200
        POST /account/passkeys/remove                                            plocea
        POST /account/passkeys/rename                                            plocea
        POST /account/password                                                   plocea
        POST /account/password/remove                                            plocea
        GET  /account/recommendations                                            plocea
        POST /account/recommendations/off                                        plocea 303
        POST /account/recommendations/on                                         plocea 303
        GET  /account/recommendations/reads                                      plocea 200/303
        POST /account/recommendations/reads/clear                                plocea 303
        POST /account/recommendations/reads/copy                                 plocea
        POST /account/recommendations/reads/remove                               plocea
        GET  /account/rights                                                     plocea
        GET  /account/sign-in                                                    *
        POST /account/sign-in/link                                               *
        POST /account/sign-in/passkey                                            *
        POST /account/sign-in/passkey/options                                    *      200
        POST /account/sign-in/password                                           *
        POST /account/sign-ins/end                                               plocea
        POST /account/sign-ins/end-others                                        plocea 303
        POST /account/sign-out                                                   *      303
        POST /account/sign-out-everywhere                                        plocea 303
        GET  /account/signed-in                                                  *
        GET  /api                                                                *
        GET  /api/getftr/v2/entitlements                                         -
        POST /api/getftr/v2/entitlements                                         -
        *    /api/openapi.json                                                   *
        *    /api/openapi.yaml                                                   *
        *    /api/v1/articles                                                    *
        *    /api/v1/articles/by-doi/{**doi}                                     *
        *    /api/v1/articles/{slug}                                             *
        *    /api/v1/articles/{slug}/body                                        *
        *    /api/v1/articles/{slug}/cited-by                                    *
        *    /api/v1/articles/{slug}/metrics                                     *
        *    /api/v1/articles/{slug}/notes                                       *
        *    /api/v1/articles/{slug}/notes/{note}                                *
        *    /api/v1/articles/{slug}/sources                                     *
        *    /api/v1/journals                                                    *
        *    /api/v1/journals/{key}                                              *
        *    /api/v1/journals/{key}/issues                                       *
        *    /api/v1/journals/{key}/issues/{issue}                               *
        *    /api/v1/sources                                                     *
        *    /api/v1/works                                                       *
        *    /api/v1/works/{work}                                                *
        *    /api/{**rest}                                                       *      404
        GET  /articles                                                           *
        GET  /articles/{slug}                                                    *
        GET  /articles/{slug}/cite.bib                                           *
        GET  /articles/{slug}/cite.enw                                           *
        GET  /articles/{slug}/cite.json                                          *
        GET  /articles/{slug}/cite.ris                                           *
        GET  /articles/{slug}/cited-by                                           *
        GET  /articles/{slug}/cited-by.bib                                       *
        GET  /articles/{slug}/cited-by.csv                                       *
        GET  /articles/{slug}/cited-by.enw                                       *
        GET  /articles/{slug}/cited-by.json                                      *
        GET  /articles/{slug}/cited-by.ris                                       *
        GET  /articles/{slug}/cited-by/feed.atom                                 *
        GET  /articles/{slug}/cited-by/feed.rdf                                  *
        GET  /articles/{slug}/files/{name}                                       *      404
        GET  /articles/{slug}/linkset                                            *
        GET  /articles/{slug}/linkset.txt                                        *
        GET  /articles/{slug}/metrics                                            *
        GET  /articles/{slug}/notes.json                                         *
        GET  /articles/{slug}/notes/{note}                                       *
        GET  /articles/{slug}/notes/{note}/cite.bib                              *
        GET  /articles/{slug}/notes/{note}/cite.enw                              *
        GET  /articles/{slug}/notes/{note}/cite.json                             *
        GET  /articles/{slug}/notes/{note}/cite.ris                              *
        GET  /articles/{slug}/notes/{note}/report                                *
        POST /articles/{slug}/notes/{note}/report                                *
        GET  /articles/{slug}/notes/{note}/report/thanks                         *
        GET  /articles/{slug}/source                                             *
        GET  /articles/{slug}/sources                                            *
        GET  /articles/{slug}/sources.bib                                        *
        GET  /articles/{slug}/sources.enw                                        *
        GET  /articles/{slug}/sources.json                                       *
        GET  /articles/{slug}/sources.jsonld                                     *
        GET  /articles/{slug}/sources.ris                                        *
        GET  /articles/{slug}/sources.txt                                        *
        GET  /articles/{slug}/sources/{source}                                   *      404
        GET  /articles/{slug}/versions                                           *
        GET  /articles/{slug}/{name}.epub                                        *      404
        GET  /articles/{slug}/{name}.jats.xml                                    *      404
        GET  /articles/{slug}/{name}.pdf                                         *      404
        GET  /articles/{slug}/{name}.png                                         *      404
        GET  /authors/{key}                                                      *
        GET  /authors/{key}/feed.atom                                            *
        GET  /authors/{key}/feed.rdf                                             *
        GET  /cart                                                               *
        POST /cart                                                               *
        POST /cart/add                                                           *
        POST /cart/coupon                                                        *
        POST /cart/currency                                                      *
        POST /cart/remove                                                        *
        GET  /check                                                              *
        POST /check                                                              *
        GET  /check/rules                                                        *
        GET  /check/{id}                                                         *
        GET  /clockss/{journal}                                                  *
        GET  /clockss/{journal}/{year}                                           *
        GET  /desk                                                               ocea   302
        GET  /desk/articles                                                      ocea
        GET  /desk/articles/imports/{id:guid}                                    -      404
        GET  /desk/articles/new                                                  oea
        POST /desk/articles/new                                                  oea    400
        GET  /desk/articles/{id:guid}                                            cea
        POST /desk/articles/{id:guid}/address                                    ea
        GET  /desk/articles/{id:guid}/delete                                     ea
        POST /desk/articles/{id:guid}/delete                                     ea     409
        GET  /desk/articles/{id:guid}/file                                       ea
        POST /desk/articles/{id:guid}/file                                       ea     400
        POST /desk/articles/{id:guid}/files/again                                cea    303
        GET  /desk/articles/{id:guid}/files/{name}                               -      404
        GET  /desk/articles/{id:guid}/journal                                    ea
        POST /desk/articles/{id:guid}/journal                                    ea
        POST /desk/articles/{id:guid}/place                                      cea
        GET  /desk/articles/{id:guid}/proof                                      cea
        POST /desk/articles/{id:guid}/proof                                      cea
        GET  /desk/articles/{id:guid}/proof/history                              cea
        POST /desk/articles/{id:guid}/publish                                    ea     303
        GET  /desk/articles/{id:guid}/recommendations                            cea
        POST /desk/articles/{id:guid}/recommendations                            ea
        POST /desk/articles/{id:guid}/recommendations/undo                       ea
        GET  /desk/articles/{id:guid}/record                                     cea
        POST /desk/articles/{id:guid}/record                                     cea
        POST /desk/articles/{id:guid}/relate                                     cea
        POST /desk/articles/{id:guid}/restore                                    ea
        POST /desk/articles/{id:guid}/schedule                                   ea
        GET  /desk/articles/{id:guid}/source/{number:int}                        cea
        POST /desk/articles/{id:guid}/unrelate                                   cea
        GET  /desk/articles/{id:guid}/usage                                      ea
        GET  /desk/articles/{id:guid}/usage/{file}                               ea     404
        GET  /desk/articles/{id:guid}/versions                                   cea
        POST /desk/articles/{id:guid}/versions/{number:int}/restore              ea
        GET  /desk/articles/{id:guid}/withdraw                                   ea
        POST /desk/articles/{id:guid}/withdraw                                   ea
        GET  /desk/institutions                                                  a
        GET  /desk/institutions/address                                          a
        GET  /desk/institutions/keys                                             a
        POST /desk/institutions/keys                                             a
        GET  /desk/institutions/new                                              a
        POST /desk/institutions/new                                              a
        GET  /desk/institutions/{key}                                            a
        POST /desk/institutions/{key}                                            a
        POST /desk/institutions/{key}/close                                      a      303
        GET  /desk/institutions/{key}/delete                                     a
        POST /desk/institutions/{key}/delete                                     a      409
        GET  /desk/institutions/{key}/keys                                       a
        POST /desk/institutions/{key}/keys                                       a
        GET  /desk/institutions/{key}/people                                     a
        POST /desk/institutions/{key}/people                                     a
        GET  /desk/institutions/{key}/people/remove                              a
        POST /desk/institutions/{key}/people/remove                              a
        GET  /desk/institutions/{key}/ranges                                     a
        POST /desk/institutions/{key}/ranges                                     a
        POST /desk/institutions/{key}/reopen                                     a      303
        GET  /desk/institutions/{key}/sign-in                                    a
        POST /desk/institutions/{key}/sign-in                                    a
        GET  /desk/institutions/{key}/sign-in/remove                             a
        POST /desk/institutions/{key}/sign-in/remove                             a
        GET  /desk/journals                                                      oea
        GET  /desk/journals/new                                                  a
        POST /desk/journals/new                                                  a
        GET  /desk/journals/{key}                                                ea
        POST /desk/journals/{key}                                                ea
        GET  /desk/journals/{key}/access                                         ea
        POST /desk/journals/{key}/access                                         ea
        GET  /desk/journals/{key}/access/day                                     ea
        GET  /desk/journals/{key}/cited-by                                       ea
        POST /desk/journals/{key}/cited-by                                       ea
        GET  /desk/journals/{key}/cover                                          ea
        POST /desk/journals/{key}/cover                                          ea
        GET  /desk/journals/{key}/delete                                         a
        POST /desk/journals/{key}/delete                                         a      200
        GET  /desk/journals/{key}/deposits                                       ea
        POST /desk/journals/{key}/deposits                                       ea
        GET  /desk/journals/{key}/deposits/settings                              ea
        POST /desk/journals/{key}/deposits/settings                              ea
        GET  /desk/journals/{key}/deposits/{id:guid}                             ea
        POST /desk/journals/{key}/deposits/{id:guid}                             ea     303
        GET  /desk/journals/{key}/deposits/{id:guid}/xml                         ea     404
        GET  /desk/journals/{key}/files                                          cea
        GET  /desk/journals/{key}/issues                                         ea
        GET  /desk/journals/{key}/issues/new                                     ea
        POST /desk/journals/{key}/issues/new                                     ea
        GET  /desk/journals/{key}/issues/{issue}                                 ea
        POST /desk/journals/{key}/issues/{issue}                                 ea
        GET  /desk/journals/{key}/issues/{issue}/cover                           ea
        POST /desk/journals/{key}/issues/{issue}/cover                           ea
        GET  /desk/journals/{key}/issues/{issue}/delete                          ea
        POST /desk/journals/{key}/issues/{issue}/delete                          ea     200
        GET  /desk/journals/{key}/issues/{issue}/publish                         ea
        POST /desk/journals/{key}/issues/{issue}/publish                         ea
        GET  /desk/journals/{key}/issues/{issue}/record                          ea
        POST /desk/journals/{key}/issues/{issue}/record                          ea
        GET  /desk/journals/{key}/issues/{issue}/unpublish                       ea
        POST /desk/journals/{key}/issues/{issue}/unpublish                       ea
        GET  /desk/journals/{key}/issues/{issue}/usage                           ea
        GET  /desk/journals/{key}/issues/{issue}/usage/{file}                    ea     404
        GET  /desk/journals/{key}/pages                                          ea
        POST /desk/journals/{key}/pages                                          ea
        GET  /desk/journals/{key}/pages/new                                      ea     422
        GET  /desk/journals/{key}/pages/{page}/{language}                        ea
        POST /desk/journals/{key}/pages/{page}/{language}                        ea
        GET  /desk/journals/{key}/pages/{page}/{language}/delete                 ea
        POST /desk/journals/{key}/pages/{page}/{language}/delete                 ea
        GET  /desk/journals/{key}/redirects                                      ea
        POST /desk/journals/{key}/redirects                                      ea
        GET  /desk/journals/{key}/sections                                       ea
        POST /desk/journals/{key}/sections                                       ea
        GET  /desk/journals/{key}/sections/{section}                             ea
        POST /desk/journals/{key}/sections/{section}                             ea
        GET  /desk/journals/{key}/sections/{section}/merge                       ea     302
        POST /desk/journals/{key}/sections/{section}/merge                       ea
        GET  /desk/journals/{key}/usage                                          ea
        GET  /desk/journals/{key}/usage/{file}                                   ea     404
        GET  /desk/log                                                           oea
        GET  /desk/people                                                        a
        GET  /desk/people/invite                                                 a
        POST /desk/people/invite                                                 a
        GET  /desk/people/{id:guid}                                              a
        POST /desk/people/{id:guid}                                              a
        POST /desk/people/{id:guid}/address                                      a
        POST /desk/people/{id:guid}/deactivate                                   a      303
        POST /desk/people/{id:guid}/link                                         a      200
        POST /desk/people/{id:guid}/reactivate                                   a      303
        GET  /desk/reading-links                                                 a
        POST /desk/reading-links                                                 a
        GET  /desk/recommendations                                               a
        GET  /desk/recommendations/clicks                                        a
        GET  /desk/recommendations/clicks/{file}                                 a      404
        GET  /desk/recommendations/nights.csv                                    a
        GET  /desk/reports                                                       ocea
        POST /desk/reports/{report:guid}                                         cea
        GET  /desk/shop                                                          oea
        GET  /desk/shop/coupons                                                  a
        GET  /desk/shop/coupons/new                                              a
        POST /desk/shop/coupons/new                                              a
        GET  /desk/shop/coupons/{id:guid}                                        a
        POST /desk/shop/coupons/{id:guid}                                        a
        GET  /desk/shop/journals/{key}                                           ea
        POST /desk/shop/journals/{key}                                           ea
        GET  /desk/shop/orders                                                   a
        GET  /desk/shop/orders/{id:guid}                                         a
        POST /desk/shop/orders/{id:guid}/cancel                                  a     
        POST /desk/shop/orders/{id:guid}/refund                                  a
        POST /desk/shop/orders/{id:guid}/release                                 a
        POST /desk/shop/orders/{id:guid}/resend                                  a      303
        GET  /desk/shop/products/new                                             ea
        POST /desk/shop/products/new                                             ea
        GET  /desk/shop/products/{id:guid}                                       ea
        POST /desk/shop/products/{id:guid}                                       ea
        GET  /desk/shop/products/{id:guid}/delete                                ea
        POST /desk/shop/products/{id:guid}/delete                                ea     303
        GET  /desk/shop/revenue                                                  a
        GET  /desk/shop/revenue.csv                                              a
        GET  /desk/shop/sellers                                                  a
        GET  /desk/shop/sellers/new                                              a
        POST /desk/shop/sellers/new                                              a
        GET  /desk/shop/sellers/{id:guid}                                        a
        POST /desk/shop/sellers/{id:guid}                                        a
        GET  /desk/shop/taxes                                                    a
        POST /desk/shop/taxes                                                    a
        GET  /desk/shop/taxes/delete                                             a
        POST /desk/shop/taxes/delete                                             a
        GET  /desk/sign-in                                                       a
        GET  /desk/sign-in/add                                                   a
        POST /desk/sign-in/add                                                   a
        GET  /desk/sign-in/{key}                                                 a
        POST /desk/sign-in/{key}                                                 a
        GET  /desk/sign-in/{key}/remove                                          a
        POST /desk/sign-in/{key}/remove                                          a      303
        POST /desk/sign-in/{key}/try                                             a      200
        GET  /desk/status                                                        a
        GET  /desk/status.json                                                   a
        GET  /desk/subscriptions                                                 a
        GET  /desk/subscriptions/new                                             a
        POST /desk/subscriptions/new                                             a
        GET  /desk/subscriptions/{id:guid}                                       a
        POST /desk/subscriptions/{id:guid}                                       a
        GET  /desk/subscriptions/{id:guid}/end                                   a
        POST /desk/subscriptions/{id:guid}/end                                   a
        GET  /desk/subscriptions/{id:guid}/renew                                 a
        POST /desk/subscriptions/{id:guid}/renew                                 a
        POST /desk/subscriptions/{id:guid}/restore                               a      303
        GET  /desk/subscriptions/{id:guid}/revoke                                a
        POST /desk/subscriptions/{id:guid}/revoke                                a
        GET  /desk/title-lists                                                   a
        POST /desk/title-lists                                                   a
        GET  /desk/title-lists/{key}                                             a
        POST /desk/title-lists/{key}                                             a
        GET  /desk/title-lists/{key}/delete                                      a
        POST /desk/title-lists/{key}/delete                                      a      303
        GET  /desk/usage                                                         a
        GET  /desk/usage/{file}                                                  a      404
        GET  /desk/works                                                         ocea
        POST /desk/works/decisions/{decision:guid}/undo                          oea    303
        GET  /desk/works/{id}                                                    ocea
        GET  /desk/works/{id}/merge                                              oea    303
        POST /desk/works/{id}/merge                                              oea
        POST /desk/works/{id}/split                                              oea
        GET  /feed.atom                                                          *
        GET  /feed.rdf                                                           *
        GET  /health/live                                                        *
        GET  /health/ready                                                       *
        GET  /health/startup                                                     *
        POST /hooks/stripe                                                       *      404
        GET  /journals/{key}                                                     *
        GET  /journals/{key}/archive                                             *
        GET  /journals/{key}/articles                                            *
        GET  /journals/{key}/colours.css                                         *      404
        GET  /journals/{key}/cover                                               *      404
        GET  /journals/{key}/feed.atom                                           *
        GET  /journals/{key}/feed.rdf                                            *
        GET  /journals/{key}/online-first                                        *
        GET  /journals/{key}/pages/{page}                                        *
        GET  /journals/{key}/pages/{page}/{language}                             *
        GET  /journals/{key}/search                                              *      302
        GET  /journals/{key}/sections/{section}                                  *
        GET  /journals/{key}/sections/{section}/feed.atom                        *
        GET  /journals/{key}/sections/{section}/feed.rdf                         *
        GET  /journals/{key}/sources.jsonl                                       *
        GET  /journals/{key}/tdm-policy.json                                     *
        GET  /journals/{key}/{issue}                                             *
        GET  /journals/{key}/{issue}/cite.bib                                    *
        GET  /journals/{key}/{issue}/cite.enw                                    *
        GET  /journals/{key}/{issue}/cite.json                                   *
        GET  /journals/{key}/{issue}/cite.ris                                    *
        GET  /journals/{key}/{issue}/cover                                       *      404
        GET  /journals/{key}/{issue}/feed.atom                                   *
        GET  /journals/{key}/{issue}/feed.rdf                                    *
        GET  /journals/{key}/{issue}/package.zip                                 *      200/403
        GET  /kbart                                                              *
        GET  /kbart/{file}.txt                                                   *      404
        GET  /language/{tag}                                                     *      303
        GET  /library                                                            plocea 200/302
        GET  /library/{key}                                                      la
        GET  /library/{key}/networks                                             la
        POST /library/{key}/networks                                             la
        GET  /library/{key}/networks/remove                                      la
        POST /library/{key}/networks/remove                                      la
        GET  /library/{key}/people                                               la
        POST /library/{key}/people                                               la
        GET  /library/{key}/people/remove                                        la
        POST /library/{key}/people/remove                                        la
        GET  /library/{key}/usage                                                la
        GET  /library/{key}/usage/{file}                                         la     404
        GET  /lockss/{journal}                                                   *
        GET  /lockss/{journal}/{year}                                            *
        GET  /login                                                              *
        GET  /login/discover                                                     *      404
        GET  /login/discovered                                                   *
        POST /login/forget                                                       *
        POST /login/leave                                                        *
        GET  /login/oidc/{key}                                                   *      502
        GET  /login/oidc/{key}/callback                                          *      400/502
        GET  /login/saml                                                         *
        GET  /login/shib                                                         *      404
        GET  /login/{key}                                                        *      302
        GET  /oai                                                                *
        POST /oai                                                                *      200
        GET  /r51/members                                                        *      400
        GET  /r51/reports                                                        *      400
        GET  /r51/reports/{id}                                                   *      404
        GET  /r51/status                                                         *
        GET  /orders/demonstration/{key}                                         *
        POST /orders/demonstration/{key}                                         *
        GET  /orders/find                                                        *
        POST /orders/find                                                        *
        GET  /orders/return/{key}                                                *      302
        GET  /orders/{reference}                                                 ba
        POST /orders/{reference}/cancel                                          ba     303
        POST /orders/{reference}/pay                                             ba     303
        GET  /orders/{reference}/receipts/{number}                               ba
        GET  /orders/{reference}/receipts/{number}.pdf                           ba     200/302
        POST /orders/{reference}/resend                                          ba     303
        GET  /read/order/{key}                                                   *      302
        GET  /read/{token}                                                       *      303
        GET  /recommendations                                                    *
        GET  /robots.txt                                                         *
        GET  /search                                                             *
        GET  /search.atom                                                        *
        GET  /search.bib                                                         *      302
        GET  /search.enw                                                         *      302
        GET  /search.json                                                        *      302
        GET  /search.rdf                                                         *
        GET  /search.ris                                                         *      302
        GET  /sitemap.xml                                                        *
        GET  /sitemaps/site.xml                                                  *
        GET  /sitemaps/{journal}/{file}.xml                                      *      404
        GET  /sources                                                            *
        GET  /sources/find                                                       *
        GET  /sources/sheet                                                      *
        GET  /sources/{archive}/{**path:beside-unit}                             *      301
        GET  /sources/{archive}/{**path}                                         *      301
        GET  /usage                                                              *
        GET  /works                                                              *
        GET  /works/{id}                                                         *
        GET  /works/{id}/cite.bib                                                *
        GET  /works/{id}/cite.enw                                                *
        GET  /works/{id}/cite.json                                               *
        GET  /works/{id}/cite.ris                                                *
        GET  /works/{id}/feed.atom                                               *
        GET  /works/{id}/feed.rdf                                                *
        """;

    /// <summary>All lines by route.</summary>
    public static IReadOnlyDictionary<Mapped, Line> All { get; } = Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read).ToDictionary(line => line.Route);

    private static Line Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Line(new Mapped(words[0], words[1]), words[2] == "*" ? null : words[2], words.Length > 3 ? [.. words[3].Split('/').Select(word => int.Parse(word, System.Globalization.CultureInfo.InvariantCulture))] : words[0] == "POST" ? [415] : [200]);
    }
}

/// <summary>What is expected of a route.</summary>
/// <param name="Route">The route.</param>
/// <param name="LetIn">Letters of the roles that are let in; null for all.</param>
/// <param name="Statuses">What answers them: one as a rule; two where it hangs on who asks, or on what is on the machine.</param>
internal sealed record Line(Mapped Route, string? LetIn, IReadOnlyList<int> Statuses)
{
    public bool LetsIn(Role role) => LetIn is null || LetIn.Contains(role.Letter, StringComparison.Ordinal);
}
