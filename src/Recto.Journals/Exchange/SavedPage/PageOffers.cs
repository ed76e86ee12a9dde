using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads the offers of a page: a price, a duration, what it is for, and the terms above it.</summary>
internal static partial class PageOffers
{
    private const int LinesAbove = 12;

    /// <summary>Reads the offer whose price stands on a line; null where the line bears no price of an offer.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="index">The line.</param>
    /// <param name="from">First line that may belong to the offer.</param>
    /// <returns>The offer, the index of its first line, and a doubt about the currency (null where there is none).</returns>
    public static (Offer Offer, int Start, string? Doubt)? Find(IReadOnlyList<PageLine> lines, int index, int from)
    {
        var line = lines[index];
        if (line.Words > 16 || ReadPrice(line.Text) is not { } price)
        {
            return null;
        }

        var start = index;
        var terms = new List<string>();
        while (start > from && index - start < LinesAbove && lines[start - 1].IsBullet && ReadPrice(lines[start - 1].Text) is null)
        {
            start--;
            terms.Insert(0, lines[start].WithoutBullet);
        }

        string? heading = null;
        if (start > from && lines[start - 1].Words <= 14 && ReadPrice(lines[start - 1].Text) is null && (terms.Count > 0 || IsAboutOffers(lines[start - 1].Text)))
        {
            heading = lines[start - 1].Text;
            start--;
        }

        // The terms may stand below the price.
        var around = string.Join('\n', [heading ?? "", .. terms, line.Text]);
        var sale = Sale().IsMatch(around) || terms.Count > 0 || line.Words <= 3 && IsAboutOffers(around);
        if (!sale)
        {
            return null;
        }

        if (terms.Count == 0)
        {
            var words = PageLine.Folded(Cart().Replace(line.Text.Replace(price.Printed, " ", StringComparison.Ordinal), " ")).Trim(' ', '-', '–', '—', ':', '|', '/');
            terms = [.. new[] { heading, words }.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!)];
        }

        return (new Offer(Product(heading, terms, line.Text), Hours(around), price.Amount, price.Currency, terms), start, price.Doubt);
    }

    private static string Product(string? heading, List<string> terms, string line)
    {
        foreach (var text in new[] { line, heading ?? "" }.Concat(terms))
        {
            if (Issue().IsMatch(text))
            {
                return "issue";
            }
        }

        return "article";
    }

    internal static int? Hours(string text)
    {
        var match = Duration().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > 10_000)
        {
            return null;
        }

        var hours = match.Groups["u"].Value.ToLowerInvariant() switch
        {
            ['w' or 'н', ..] => 24 * 7,
            ['s', 'e', ..] => 24 * 7,
            ['m', ..] or ['м', ..] => 24 * 30,
            ['y', ..] or ['a', 'n' or 'ñ', ..] or ['j', 'a', ..] or ['г', ..] or ['л', ..] => 24 * 365,
            ['d', ..] or ['t', ..] or ['j', 'o', ..] or ['g', ..] or ['д', ..] => 24,
            _ => 1,
        };
        return count * hours;
    }

    /// <summary>A price: amount in minor units and currency; the third part says what is doubtful.</summary>
    internal static (long Amount, string Currency, string Printed, string? Doubt)? ReadPrice(string text)
    {
        foreach (Match match in Price().Matches(text))
        {
            var sign = match.Groups["c"].Value.Trim().ToUpperInvariant();
            var (currency, doubt) = Currency(sign);
            if (currency is null || ReadAmount(match.Groups["v"].Value, currency is "JPY" or "KRW" ? 0 : 2) is not { } amount)
            {
                continue;
            }

            return (amount, currency, match.Value, doubt);
        }

        return null;
    }

    private static (string? Currency, string? Doubt) Currency(string sign) => sign switch
    {
        "$" => ("USD", "“$” was read as US dollars"),
        "US$" or "USD$" or "USD $" or "US $" => ("USD", null),
        "A$" or "AU$" or "AUD$" => ("AUD", null),
        "C$" or "CA$" or "CAD$" => ("CAD", null),
        "£" or "GBP £" or "GBP£" => ("GBP", null),
        "€" or "EUR €" or "EUR€" => ("EUR", null),
        "¥" => ("JPY", "“¥” was read as Japanese yen"),
        "₽" or "РУБ" or "РУБ." => ("RUB", null),
        "₩" => ("KRW", null),
        "₹" => ("INR", null),
        "FR." or "SFR." => ("CHF", null),
        "ZŁ" => ("PLN", null),
        { Length: >= 3 } code when Codes.Contains(code[..3]) => (code[..3], null),
        _ => (null, null),
    };

    private static readonly string[] Codes = ["USD", "EUR", "GBP", "CHF", "JPY", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "RUB", "PLN", "CZK", "HUF", "CNY", "INR", "BRL", "ZAR", "KRW", "SGD", "HKD", "TRY", "MXN"];

    internal static long? ReadAmount(string printed, int decimals)
    {
        // 53 | 53.00 | 53,00 | 1,053.00 | 1.053,00 | 1 053,00 | 45.–
        var text = printed.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).TrimEnd('–', '-', '.', ',');
        var point = text.LastIndexOfAny(['.', ',']);
        var fraction = point >= 0 && text.Length - point - 1 is 1 or 2 ? text[(point + 1)..] : "";
        var whole = fraction.Length > 0 ? text[..point] : text;
        whole = whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        if (whole.Length is 0 or > 9 || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var units))
        {
            return null;
        }

        var minor = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(2, '0'), CultureInfo.InvariantCulture);
        return decimals == 0 ? units : units * 100 + minor;
    }

    private static bool IsAboutOffers(string text) => About().IsMatch(text);

    [GeneratedRegex(@"(?<c>(?<![\p{L}])(?:USD|EUR|GBP|CHF|JPY|AUD|CAD|NZD|SEK|NOK|DKK|RUB|PLN|CZK|HUF|CNY|INR|BRL|ZAR|KRW|SGD|HKD|TRY|MXN|US|AU|CA|A|C|S?Fr\.)? ?[$£€¥₽₩₹]|(?<![\p{L}])(?:USD|EUR|GBP|CHF|JPY|AUD|CAD|NZD|SEK|NOK|DKK|RUB|PLN|CZK|HUF|CNY|INR|BRL|ZAR|KRW|SGD|HKD|TRY|MXN|S?Fr\.)) ?(?<v>\d[\d.,' \u00A0]*(?:[.,][–-])?)|(?<![\d.,])(?<v>\d{1,3}(?:[.,' \u00A0]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?) ?(?<c>€|£|\$|₽|руб\.?|zł|(?:USD|EUR|GBP|CHF|JPY|AUD|CAD|NZD|SEK|NOK|DKK|RUB|PLN|CZK|HUF|CNY|INR|BRL|ZAR|KRW|SGD|HKD|TRY|MXN)(?![\p{L}]))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Price();

    // "48 hours access", "24-hour access", "30 days online access", "6 Monate Zugriff"
    [GeneratedRegex(@"(?<n>\d{1,5})[\s-]*(?<u>hours?|hrs?|h|stunden?|heures?|horas?|ore|час\w*|days?|tage?n?|jours?|d[ií]as?|giorni|дн\w+|день|weeks?|wochen?|semaines?|semanas?|недел\w+|months?|monate?n?|mois|mes(?:es)?|mesi|месяц\w*|years?|yrs?|jahre?n?|ans?|années?|años?|anni|год\w*|лет)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b(issue|heft|ausgabe|numéro|número|fascicolo|выпуск\w*|номер\w*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Issue();

    [GeneratedRegex(@"\b(add to (cart|basket|bag)|buy|purchase|rent|order now|checkout|check out|subscribe|kaufen|warenkorb|acheter|panier|comprar|carrito|купить|корзин\w+|get access|unlimited access)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sale();

    [GeneratedRegex(@"\b(add to (cart|basket|bag)|buy( now)?|purchase|in den warenkorb|ajouter au panier|añadir al carrito|в корзину|details)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cart();

    [GeneratedRegex(@"\b(access|pdf|download|purchase|buy|rent|issue|article|print|price|online|zugang|zugriff|accès|acceso|доступ\w*|kaufen|acheter|comprar|купить)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex About();
}
