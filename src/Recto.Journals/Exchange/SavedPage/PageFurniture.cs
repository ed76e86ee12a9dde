using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Recognises what a site prints around an article: doors, counters, tools, menus, shop, footers. Known by what such lines do, not by one site's words.</summary>
internal static partial class PageFurniture
{
    private static readonly HashSet<string> WholeLines =
        ("home|journals|all journals|books|browse|browse by subject|search|search in:|advanced search|menu|help|contact us|contact|about|about us|skip to main content|skip to content|skip to main navigation|back to top|top|next article|previous article|next|previous|view issue|view issue table of contents|table of contents|"
        + "list of issues|latest issue|current issue|all issues|issues|submit an article|submit|journal homepage|journal home|journal information|article contents|contents|in this article|on this page|jump to|sections|outline|full article|full text|full-text|article|pdf|epub|html|xml|view pdf|download pdf|pdf download|save pdf|download|downloads|download article|"
        + "figures & data|figures and data|figures|references|citations|metrics|metrics & citations|reprints & permissions|reprints and permissions|request permissions|permissions|rights & permissions|rights and permissions|licensing|share|share this|share on|cite|cite this|cite this article|cite article|how to cite|how to cite this article|"
        + "download citation|export citation|export citations|export|citation tools|citation|tools|save|print|email|e-mail|add to favorites|add to favourites|add to library|favorites|track citations|alerts|email alerts|get email alerts|twitter|x|tweet|facebook|linkedin|mendeley|reddit|wechat|whatsapp|weibo|copy|copy link|link copied|more|less|show more|show less|read more|see more|view more|"
        + "views|view|downloads|altmetric|altmetric score|article views|crossref citations to date|crossref citations|crossref|web of science|scopus|google scholar|pubmed|search google scholar|full access|open access|free access|no access|restricted access|get access|check access|read this article|listen|translate|click to increase image size|display full size|view all notes|view all references|return to note reference|back to text|"
        + "crossmark|crossmark logo|check for updates|orcid icon|orcid|opens in a new window|open in new tab|close|ok|accept|accept all|reject|reject all|manage cookies|cookie settings|cart|your cart|basket|checkout|add to cart|add to basket|buy|buy now|buy article|purchase|rent|subscribe|subscribe now|sign in|sign up|sign out|log in|login|log out|logout|register|create account|my account|"
        + "account|institutional login|institutional access|access through your institution|personal account|loading|supplemental|supplementary|supplemental material|information|type|corresponding author|author notes|search for more papers by this author|view author publications|article history|publication history|published online|peer reviewed|advertisement|ad|privacy policy|terms of use|terms & conditions|terms and conditions|accessibility|cookies|english|français|deutsch|español|italiano|русский|"
        + "accueil|connexion|s'identifier|anmelden|registrieren|iniciar sesión|entrar|войти|поделиться|partager|teilen|citer|zitieren|télécharger|herunterladen").Split('|').ToHashSet(StringComparer.Ordinal);

    /// <summary>What a line is to the page around it.</summary>
    public static FurnitureKind Find(PageLine line)
    {
        var text = line.Text;
        var key = line.WithoutBullet.TrimEnd('.', ':', '›', '»', '>', '…', '|').TrimStart('>', '›', '»', '‹', '«', '|').Trim().ToLowerInvariant().Replace('’', '\'');
        if (key.Length == 0 || WholeLines.Contains(key) || Bar(key))
        {
            return Door().IsMatch(key) && line.Words <= 6 ? FurnitureKind.Wall : FurnitureKind.Tool;
        }

        if (line.Words > 40)
        {
            return FurnitureKind.None;
        }

        if (Door().IsMatch(text) || Shop().IsMatch(text) || NoAccess().IsMatch(text) || ListOfOthers().IsMatch(text))
        {
            return FurnitureKind.Wall;
        }

        return line.Words <= 14 && (Counter().IsMatch(text) || Tool().IsMatch(text)) || Footer().IsMatch(text) ? FurnitureKind.Tool : FurnitureKind.None;
    }

    // "PDF Split View Cite Permissions Icon Share", "Home > Journals > Slavic Review": menus that were copied into one line.
    private static bool Bar(string key)
    {
        var parts = key.Split(['|', '>', '›', '»', '•', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.Count(WholeLines.Contains) * 2 >= parts.Length;
    }

    // "Log in via your institution", "Sign in to Example Online", "Access through your institution", "Already have an account?"
    [GeneratedRegex(@"^(log ?in|sign ?in|sign up|register|create (an|your) (account|profile)|forgot(ten)? (your )?password|(already|don't|don’t) (have|already have) (an|a personal) account|access (through|via|provided|options)|access to this|institutional (log|sign|access)|login (via|with|through)|(shibboleth|openathens)\b|get (full )?access|check (your )?access|please (log|sign) in|if you (have|are) (an? )?(access|account|subscriber|member)|se connecter|connectez-vous|einloggen|anmelden (bei|über|mit)|iniciar sesión|войти (через|в)\b|recommend to (your )?librar)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Door();

    // "Add to cart", "Rent this article", "* Local tax will be added as applicable", "Purchase options"
    [GeneratedRegex(@"\b(add to (cart|basket|bag)|in den warenkorb|ajouter au panier|añadir al carrito|в корзину)\b|^(purchase|buy|rent|subscribe to|order) (this |the |single |a |an )?(article|issue|access|journal|chapter|pdf|print|options|options|short-term)|^\*? ?(local|sales|value.added)? ?(tax|vat)\b.*\b(added|included|apply|applicable)|^(prices?|all prices) (are|is|subject|include|exclude)|^pay.per.view|^article (pdf )?can be (downloaded|printed)|^\W*\d+[ -](hours?|days?) (online )?access", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shop();

    // "You do not currently have access to this article."
    [GeneratedRegex(@"^(you (do not|don't|don’t) (currently )?have access|this (article|content) is (only )?available to (subscribers|members)|(this is a )?preview of (subscription )?content|to (read|view|access) (the full|this) (article|text|version|content)|get (full )?access to the full)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoAccess();

    // "People also read lists articles that other readers of this article have read.", "Articles citing this article"
    [GeneratedRegex(@"^(people|readers|users|others|customers)( who read this)? (also|have also) (read|viewed|bought|liked)|^recommended (articles|reading|content|for you)|^cited by (lists|\d|all)|^articles (citing|with the crossref|related|you may)|^related (research|articles|content|items|papers)|^more (articles|from|by|like|related)|^(other )?articles (by|in) (this|the) (author|issue|journal)|^(most|top) (read|cited|viewed|downloaded)|^similar (articles|content)|^(citing|citation) (articles|literature)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListOfOthers();

    // "343", "1,204 Views", "CrossRef citations to date", "Altmetric 12"
    [GeneratedRegex(@"^[\d.,]+ ?[km]?$|^[\d.,]+[km]? (article )?(views?|citations?|downloads?|altmetric|reads?|shares?|crossref|accesses)\b|^(views|citations|downloads|altmetric|accesses|cited by|total views)\W*[\d.,]+$|citations? to date$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Counter();

    // "Download citation", "View this article on the publisher's site", "Opens in a new window", "Share this article on X"
    [GeneratedRegex(@"^(download|export|view|save|print|share|email|e-mail|cite|copy|follow|open|show|hide|expand|collapse|jump to|skip to|go to|back to|return to|browse|search|submit|click|request|get|track|view all|see all|search for)\b.{0,60}\b(pdf|citation|citations|article|articles|issue|journal|journals|site|content|contents|navigation|permissions?|window|figure|table|image|size|version|updates?|alerts?|link|facebook|twitter|linkedin|email|menu|page|top|text|homepage|manuscript|search|papers|author|abstract|references|notes|metrics|scholar)s?$|\bopens (in|a) (a )?new (window|tab)\W*$|\b(orcid|crossmark|permissions|pdf) (icon|logo)$|^to cite this (article|article:|document)|^(this (page|site|website)|we) uses? cookies|^(subject|file) (collection|type)s?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tool();

    // "Registered in England & Wales No. 01072954", "Privacy policy | Cookies | Terms", "All rights reserved."
    [GeneratedRegex(@"^registered in |^privacy (policy|notice|centre)|^(terms|cookie)s? (of|and|&|policy|settings)|^information for( authors| librarians| readers)?$|^\W*(we use|this website uses|by continuing to use) cookies|^powered by |^(isbn|e?issn)s?: ?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Footer();
}

/// <summary>What a line is to the page around the article.</summary>
internal enum FurnitureKind
{
    /// <summary>No furniture that is known.</summary>
    None = 1,

    /// <summary>One line of furniture; what follows may be the article.</summary>
    Tool,

    /// <summary>The article ends here, or pauses: what follows is the site's until a heading of the article comes.</summary>
    Wall,
}
