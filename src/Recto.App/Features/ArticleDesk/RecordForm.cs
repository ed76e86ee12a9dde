using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The form of an article's record: every part of it as fields, lists as numbered rows (<c>c0-family</c>) whose number stands in <c>c-rows</c>.</summary>
internal static class RecordForm
{
    /// <summary>Rows of one list.</summary>
    public const int MostRows = 500;

    /// <summary>The lists, each by the letter that its fields begin with, and their fields.</summary>
    public static IReadOnlyDictionary<string, string[]> Lists { get; } = new Dictionary<string, string[]>
    {
        ["t"] = ["language", "text"],
        ["h"] = ["type", "date"],
        ["c"] = ["given", "family", "suffix", "group", "role", "orcid", "affiliations", "biography"],
        ["a"] = ["type", "language", "text"],
        ["m"] = ["funder", "awards", "statement"],
    };

    /// <summary>Addresses of the usual licences.</summary>
    public static IReadOnlyList<string> Licences { get; } =
    [
        .. new[] { "by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd" }.Select(terms => $"https://creativecommons.org/licenses/{terms}/4.0/"),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ];

    /// <summary>The form as it shows a record.</summary>
    public static FormValues Of(DeskArticle article)
    {
        var form = new FormValues(("shown", article.EditVersion.ToString(CultureInfo.InvariantCulture)), ("reading", article.Reading?.ToString().ToLowerInvariant()));
        foreach (var field in RecordText.Fields)
        {
            Show(form, field, article.Article);
        }

        foreach (var (name, words) in article.Edits.AltTexts ?? new Dictionary<string, string>())
        {
            form.Set("alt-" + name, words);
        }

        return form;
    }

    /// <summary>Puts one part of a record into its fields.</summary>
    public static void Show(FormValues form, string field, Article article)
    {
        switch (field)
        {
            case "title": form.Set("title", article.Title); break;
            case "subtitle": form.Set("subtitle", article.Subtitle); break;
            case "type": form.Set("type", article.Type); break;
            case "language": form.Set("language", article.Language); break;
            case "doi": form.Set("doi", article.Doi?.Value); break;
            case "section": form.Set("section", article.Section); break;
            case "volume": form.Set("volume", article.Volume); break;
            case "issue": form.Set("issue", article.Issue); break;
            case "pages": form.Set("first", article.FirstPage); form.Set("last", article.LastPage); break;
            case "elocationId": form.Set("elocation", article.ElocationId); break;
            case "published": form.Set("online", article.PublishedOnline?.ToString()); form.Set("print", article.PublishedInPrint?.ToString()); break;
            case "keywords": form.Set("keywords", string.Join('\n', article.Keywords)); break;
            case "copyright": form.Set("copyright", article.Copyright); break;
            case "disclosure": form.Set("disclosure", article.Disclosure); break;
            case "licence":
                form.Set("licence", article.Licence?.Address is not { } address ? null : Licences.Contains(address) ? address : "other");
                form.Set("licence-address", article.Licence?.Address is { } other && !Licences.Contains(other) ? other : null);
                form.Set("licence-text", article.Licence?.Text);
                break;
            case "translatedTitles": Rows(form, "t", article.TranslatedTitles, title => [title.Language, title.Text]); break;
            case "history": Rows(form, "h", article.History, date => [date.Type, date.Date.ToString()]); break;
            case "contributors":
                Rows(form, "c", article.Contributors, person => [person.Given, person.Family, person.Suffix, person.IsGroup ? "on" : null, person.Role, person.Orcid, string.Join('\n', person.Affiliations), person.Biography]);
                break;
            case "abstracts": Rows(form, "a", article.Abstracts, text => [text.Type, text.Language, text.Text]); break;
            case "funding": Rows(form, "m", article.Funding, money => [money.Funder, string.Join('\n', money.Awards), money.Statement]); break;
        }
    }

    /// <summary>How many rows a list has.</summary>
    public static int Count(FormValues form, string list) => int.TryParse(form.Text(list + "-rows"), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Min(rows, MostRows) : 0;

    /// <summary>Does what a button of the form asks for: a row more, one less, one up or down, a field as the file has it. Nothing that was typed is lost, and nothing is saved.</summary>
    /// <returns>Whether it was such a button.</returns>
    public static bool Do(FormValues form, Article asRead)
    {
        var parts = (form.Text("do") ?? "").Split('-');
        if (parts is ["undo", var field] && RecordText.Fields.Contains(field))
        {
            Show(form, field, asRead);
            return true;
        }

        if (parts is not [var act, var list, ..] || !Lists.TryGetValue(list, out var fields))
        {
            return false;
        }

        var rows = Enumerable.Range(0, Count(form, list)).Select(row => fields.Select(name => form.Text($"{list}{row}-{name}")).ToArray()).ToList();
        var at = parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        switch (act)
        {
            case "add" when rows.Count < MostRows: rows.Add(new string?[fields.Length]); break;
            case "remove" when at >= 0 && at < rows.Count: rows.RemoveAt(at); form.Set($"{list}{rows.Count}-{fields[0]}", null); break;
            case "up" when at > 0 && at < rows.Count: (rows[at - 1], rows[at]) = (rows[at], rows[at - 1]); break;
            case "down" when at >= 0 && at < rows.Count - 1: (rows[at + 1], rows[at]) = (rows[at], rows[at + 1]); break;
        }

        Rows(form, list, rows, row => row);
        return true;
    }

    /// <summary>The record that the form says, with what is wrong said to the form.</summary>
    public static Article Read(FormValues form, Article asRead, Say say)
    {
        var title = Line(form.Text("title"));
        if (title is null)
        {
            form.Wrong("title", say["An article needs a title."]);
        }

        var licence = form.Text("licence") is not { } chosen ? null : chosen == "other" ? form.Text("licence-address") : chosen;
        if (licence is not null && !(Uri.TryCreate(licence, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && licence.Length <= 500))
        {
            form.Wrong("licence-address", say["The address of a licence begins with https://, as in https://creativecommons.org/licenses/by/4.0/."]);
        }

        var words = form.Text("licence-text") is { } said ? string.Join('\n', Lines(said)) : null;
        return asRead with
        {
            Title = title ?? asRead.Title,
            Subtitle = Line(form.Text("subtitle")),
            TranslatedTitles = [.. ReadRows(form, "t").Where(row => row.Text("text") is not null).Select(row => new TranslatedText(row.Tag("language", say), Line(row.Text("text"))!))],
            Type = Line(form.Text("type")),
            Language = new RecordRow(form, "").Tag("language", say),
            Doi = ReadDoi(form, say),
            Section = Line(form.Text("section")),
            Volume = Line(form.Text("volume")),
            Issue = Line(form.Text("issue")),
            FirstPage = Line(form.Text("first")),
            LastPage = Line(form.Text("last")),
            ElocationId = Line(form.Text("elocation")),
            PublishedOnline = new RecordRow(form, "").Date("online", say),
            PublishedInPrint = new RecordRow(form, "").Date("print", say),
            History = [.. ReadRows(form, "h").Select(row => ReadDate(row, say)).OfType<HistoryDate>()],
            Contributors = [.. ReadRows(form, "c").Select(row => ReadPerson(row, say)).OfType<Contributor>()],
            Abstracts = [.. ReadRows(form, "a").Where(row => row.Text("text") is not null).Select(row => new Abstract(row.Text("type"), row.Tag("language", say), string.Join('\n', Lines(row.Text("text")!))))],
            Keywords = [.. Lines(form.Text("keywords")).Distinct(StringComparer.Ordinal)],
            Licence = licence is null && words is null ? null : new Licence(licence, words),
            Copyright = Line(form.Text("copyright")),
            Funding = [.. ReadRows(form, "m").Select(row => new Funding(Line(row.Text("funder")), [.. Lines(row.Text("awards"))], Line(row.Text("statement")))).Where(money => money.Funder is not null || money.Awards.Count > 0 || money.Statement is not null)],
            Disclosure = form.Text("disclosure") is { } disclosure ? string.Join('\n', Lines(disclosure)) : null,
        };
    }

    /// <summary>What the form says otherwise than the file.</summary>
    public static ArticleEdits Edits(FormValues form, Article asRead, Article said)
    {
        var changed = RecordChanges.Between(asRead, said).ToHashSet(StringComparer.Ordinal);
        string? Text(string field, string? value) => changed.Contains(field) ? value ?? "" : null;
        IReadOnlyList<T>? List<T>(string field, IReadOnlyList<T> value) => changed.Contains(field) ? value : null;
        string? Own(string? read, string? value) => read == value ? null : value ?? "";
        var alt = form.Names.Where(name => name.StartsWith("alt-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (Name: name["alt-".Length..], Words: Line(form.Text(name)))).Where(pair => pair.Words is not null).ToDictionary(pair => pair.Name, pair => pair.Words!, StringComparer.Ordinal);
        return new ArticleEdits
        {
            Title = Text("title", said.Title),
            Subtitle = Text("subtitle", said.Subtitle),
            TranslatedTitles = List("translatedTitles", said.TranslatedTitles),
            Type = Text("type", said.Type),
            Language = Text("language", said.Language),
            Doi = Text("doi", said.Doi?.Value),
            Section = Text("section", said.Section),
            Volume = Text("volume", said.Volume),
            Issue = Text("issue", said.Issue),
            FirstPage = Own(asRead.FirstPage, said.FirstPage),
            LastPage = Own(asRead.LastPage, said.LastPage),
            ElocationId = Text("elocationId", said.ElocationId),
            PublishedOnline = Own(asRead.PublishedOnline?.ToString(), said.PublishedOnline?.ToString()),
            PublishedInPrint = Own(asRead.PublishedInPrint?.ToString(), said.PublishedInPrint?.ToString()),
            History = List("history", said.History),
            Contributors = List("contributors", said.Contributors),
            Abstracts = List("abstracts", said.Abstracts),
            Keywords = List("keywords", said.Keywords),
            LicenceAddress = Own(asRead.Licence?.Address, said.Licence?.Address),
            LicenceText = Own(asRead.Licence?.Text, said.Licence?.Text),
            Copyright = Text("copyright", said.Copyright),
            Funding = List("funding", said.Funding),
            Disclosure = Text("disclosure", said.Disclosure),
            AltTexts = alt.Count == 0 ? null : alt,
        };
    }

    /// <summary>Who may read the article, as the form says; null for what its journal says.</summary>
    public static ReadingPolicy? Reading(FormValues form) => form.Text("reading") switch { "free" => ReadingPolicy.Free, "closed" => ReadingPolicy.Closed, _ => null };

    /// <summary>A text in one line; null where there is none.</summary>
    public static string? Line(string? text) => text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;

    private static IEnumerable<string> Lines(string? text) => (text ?? "").Split('\n').Select(Line).OfType<string>();

    private static void Rows<T>(FormValues form, string list, IReadOnlyList<T> items, Func<T, string?[]> values)
    {
        form.Set(list + "-rows", items.Count.ToString(CultureInfo.InvariantCulture));
        for (var row = 0; row < items.Count; row++)
        {
            var value = values(items[row]);
            for (var field = 0; field < value.Length; field++)
            {
                form.Set($"{list}{row}-{Lists[list][field]}", string.IsNullOrEmpty(value[field]) ? null : value[field]);
            }
        }
    }

    private static IEnumerable<RecordRow> ReadRows(FormValues form, string list) => Enumerable.Range(0, Count(form, list)).Select(row => new RecordRow(form, $"{list}{row}-"));

    private static Doi? ReadDoi(FormValues form, Say say)
    {
        if (form.Text("doi") is not { } written)
        {
            return null;
        }

        if (Doi.TryParse(written, out var doi))
        {
            return doi;
        }

        form.Wrong("doi", say["“{0}” is no DOI: it begins with 10., as in 10.5555/12345.", written]);
        return null;
    }

    private static readonly string[] SaysWho = ["given", "family", "suffix", "orcid", "affiliations", "biography"];

    private static HistoryDate? ReadDate(RecordRow row, Say say)
    {
        var date = row.Date("date", say);
        if (date is null && row.Text("type") is not null && row.Text("date") is null)
        {
            row.Wrong("date", say["Write the date, or take the line away."]);
        }

        return date is null ? null : new HistoryDate((row.Text("type") ?? "other").ToLowerInvariant(), date);
    }

    private static Contributor? ReadPerson(RecordRow row, Say say)
    {
        if (SaysWho.All(field => row.Text(field) is null))
        {
            return null;
        }

        if (row.Text("family") is null)
        {
            row.Wrong("family", say["Write the family name, or the whole name where it cannot be divided."]);
        }

        var orcid = row.Text("orcid");
        var known = orcid is null ? null : Orcid.Read(orcid);
        if (orcid is not null && known is null)
        {
            row.Wrong("orcid", say["“{0}” is no ORCID iD: sixteen digits, of which the last is a check digit (it may be X), as in 0000-0002-1825-0097.", orcid]);
        }

        var isGroup = row.Text("group") is not null;
        return new Contributor
        {
            Role = (row.Text("role") ?? "author").Trim(),
            Family = Line(row.Text("family")) ?? "",
            Given = isGroup ? null : Line(row.Text("given")),
            Suffix = isGroup ? null : Line(row.Text("suffix")),
            IsGroup = isGroup,
            Orcid = known,
            Affiliations = [.. Lines(row.Text("affiliations")).Distinct(StringComparer.Ordinal)],
            Biography = row.Text("biography") is { } biography ? string.Join('\n', Lines(biography)) : null,
        };
    }
}

/// <summary>Fields that begin alike.</summary>
/// <param name="Form">The form.</param>
/// <param name="Prefix">How they begin.</param>
internal readonly record struct RecordRow(FormValues Form, string Prefix)
{
    public string? Text(string field) => Form.Text(Prefix + field);

    public void Wrong(string field, string sentence) => Form.Wrong(Prefix + field, sentence);

    /// <summary>A BCP 47 tag; null where none was written.</summary>
    public string? Tag(string field, Say say)
    {
        if (Text(field) is not { } written)
        {
            return null;
        }

        if (LanguageTag.Normalise(written) is { } tag)
        {
            return tag;
        }

        Wrong(field, say["“{0}” is no language tag: two or three letters, and perhaps more behind a hyphen, as in en, pt-BR or ru-Latn.", written]);
        return null;
    }

    /// <summary>A date as far as it is known; null where none was written.</summary>
    public PartialDate? Date(string field, Say say)
    {
        if (Text(field) is not { } written)
        {
            return null;
        }

        if (PartialDate.TryParse(written, out var date))
        {
            return date;
        }

        Wrong(field, say["“{0}” is no date: write the year, year and month, or the day, as in 2020, 2020-04 or 2020-04-28.", written]);
        return null;
    }
}
