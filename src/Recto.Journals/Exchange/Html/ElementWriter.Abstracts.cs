using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    // More abstracts than this, and the translations are folded: the reader wants the text soon.
    private const int MostOpenAbstracts = 2;

    /// <summary>The abstracts, each with the title and the keywords in its language; then titles and keywords in languages that have no abstract.</summary>
    public void Abstracts(XElement? meta, Article article)
    {
        var abstracts = AbstractsOf(meta, article);
        var titles = TitlesOf(meta, article);
        var keywords = KeywordsOf(meta, article);
        if (abstracts.Count + titles.Count + keywords.Count == 0)
        {
            return;
        }

        _html.Open("section", ("class", "abstract"), ("aria-labelledby", abstracts.Count > 0 ? "abstract" : null), ("aria-label", abstracts.Count > 0 ? (AttributeValue)null : Said.Of(Words.Abstract))).Line();
        for (var i = 0; i < abstracts.Count; i++)
        {
            var (element, language, isMain) = abstracts[i];
            var isFolded = _book is null && i > 0 && abstracts.Count > MostOpenAbstracts && !isMain;
            _html.Open(isFolded ? "details" : "div", [("class", isFolded ? "translation" : null), .. Spoken(language, article)]).Line();
            var (word, wordLanguage) = AbstractWord(language ?? article.Language);
            if (isFolded)
            {
                _html.Element("summary", OwnName(language) ?? word ?? "").Line();
            }

            if (titles.FindIndex(title => title.Language == language) is >= 0 and var at && !isMain)
            {
                TranslatedTitle(titles[at].Write);
                titles.RemoveAt(at);
            }

            var heading = element.Element("title") ?? element.Element("label");
            _html.Open("h2", ("id", i == 0 ? "abstract" : string.Create(CultureInfo.InvariantCulture, $"abstract-{i + 1}")), ("lang", heading is not null ? null : word is not null ? wordLanguage : Said.Language));
            if (heading is not null)
            {
                Inlines(heading.Nodes());
            }
            else if (word is not null)
            {
                _html.Text(word);
            }
            else
            {
                _html.Say(Words.Abstract);
            }

            _html.Close("h2").Line();
            AtLevel(3, () => InBlock(() => Flow(element.Nodes().Where(node => node != heading))));
            WriteLeftNotes();
            foreach (var group in keywords.FindAll(group => group.Language == language && (i == abstracts.Count - 1 || abstracts[i + 1].Language != language)))
            {
                Keywords(group, isInside: true);
                keywords.Remove(group);
            }

            _html.Close(isFolded ? "details" : "div").Line();
        }

        foreach (var (language, write) in titles)
        {
            _html.Open("div", [.. Spoken(language, article)]);
            TranslatedTitle(write);
            _html.Close("div").Line();
        }

        keywords.ForEach(group => Keywords(group, isInside: false, article));
        _html.Close("section").Line();
    }

    private static (string Name, AttributeValue Value)[] Spoken(string? language, Article article) =>
        language is null || language == article.Language ? [] : [("lang", language), ("dir", Direction(language) ?? (Direction(article.Language ?? "en") is null ? null : "ltr"))];

    // What an editor wrote stands for what the file has.
    private static List<(XElement Element, string? Language, bool IsMain)> AbstractsOf(XElement? meta, Article article)
    {
        var elements = meta?.Elements().Where(child => child.Name.LocalName is "abstract" or "trans-abstract" && (!string.IsNullOrWhiteSpace(child.Value) || child.Descendants().Any(inner => inner.Name.LocalName is "graphic" or "media"))).ToList() ?? [];
        var read = meta is null ? [] : AbstractReader.Read(meta, article.Language, []).Select(one => one.Text).ToHashSet(StringComparer.Ordinal);
        var isAsRead = read.Count == 0 || read.IsSubsetOf(article.Abstracts.Select(one => one.Text));
        return isAsRead
            ? elements.ConvertAll(element => (element, LanguageTag.Of(element) ?? (element.Name.LocalName == "abstract" ? article.Language : null), element.Name.LocalName == "abstract"))
            : [.. article.Abstracts.Select((one, index) => (new XElement("abstract", one.Text.Split('\n').Select(line => new XElement("p", line))), one.Language ?? article.Language, index == 0))];
    }

    private List<(string? Language, Action Write)> TitlesOf(XElement? meta, Article article)
    {
        var group = meta?.Element("title-group") ?? meta;
        var all = new List<(string? Language, Action Write)>();
        foreach (var element in group?.Elements().Where(child => child.Name.LocalName is "trans-title-group" or "trans-title") ?? [])
        {
            var parts = element.Name.LocalName == "trans-title" ? [element] : element.Elements().Where(child => child.Name.LocalName is "trans-title" or "trans-subtitle").ToList();
            var language = LanguageTag.Of(element) ?? parts.Select(LanguageTag.Of).FirstOrDefault(tag => tag is not null);
            all.Add((language, () =>
            {
                for (var i = 0; i < parts.Count; i++)
                {
                    _html.Text(i == 0 ? "" : Joint(parts[i - 1].Value));
                    Inlines(parts[i].Nodes());
                }
            }
            ));
        }

        // Titles of translations that stand further down as articles of their own have their place there.
        return article.TranslatedTitles.Count >= all.Count && all.TrueForAll(title => article.TranslatedTitles.Any(known => known.Language == title.Language)) ? all
            : [.. article.TranslatedTitles.Select(title => (title.Language, (Action)(() => _html.Text(title.Text))))];
    }

    private void TranslatedTitle(Action write)
    {
        _html.Open("p", ("class", "trans-title"));
        write();
        _html.Close("p").Line();
    }

    private static List<(string? Language, XElement? Group, IReadOnlyList<string> Plain)> KeywordsOf(XElement? meta, Article article)
    {
        var groups = meta?.Elements("kwd-group").Where(group => group.Descendants().Any(child => child.Name.LocalName is "kwd" or "compound-kwd" or "nested-kwd")).ToList() ?? [];
        var isAsRead = meta is not null && AbstractReader.Keywords(meta).SequenceEqual(article.Keywords);
        return isAsRead && groups.Count > 0 ? groups.ConvertAll(group => (LanguageTag.Of(group) ?? article.Language, (XElement?)group, (IReadOnlyList<string>)[]))
            : article.Keywords.Count > 0 ? [(article.Language, null, article.Keywords)] : [];
    }

    private void Keywords((string? Language, XElement? Group, IReadOnlyList<string> Plain) keywords, bool isInside, Article? article = null)
    {
        _html.Open("p", [("class", "keywords"), .. isInside || article is null ? [] : Spoken(keywords.Language, article)]);
        if (keywords.Group is { } group)
        {
            KeywordGroup(group);
        }
        else
        {
            _html.SaidIn("span", Said.Of(Words.Keywords), ("class", "says")).Text(" " + string.Join("; ", keywords.Plain));
        }

        _html.Close("p").Line();
    }

    // Its heading as printed, else ours; then the words, parted by semicolons.
    private void KeywordGroup(XElement group)
    {
        var headings = group.Elements().Where(child => child.Name.LocalName is "title" or "label" && !string.IsNullOrWhiteSpace(child.Value)).ToList();
        foreach (var heading in headings)
        {
            _html.Text(heading == headings[0] ? "" : " ").Open("b", Speech(heading));
            Inlines(heading.Nodes());
            _html.Close("b");
        }

        if (headings.Count == 0)
        {
            _html.SaidIn("span", Said.Of(Words.Keywords), ("class", "says"));
        }

        var isFirst = true;
        foreach (var word in group.Elements().Where(child => child.Name.LocalName is not ("title" or "label") && (child.HasElements || !string.IsNullOrWhiteSpace(child.Value))))
        {
            _html.Text(isFirst ? " " : "; ");
            isFirst = false;
            if (word.Name.LocalName == "kwd")
            {
                Line(word);
                continue;
            }

            var parts = word.Elements().ToList();
            for (var i = 0; i < parts.Count; i++)
            {
                _html.Text(i > 0 ? ", " : "");
                Line(parts[i]);
            }
        }
    }

    /// <summary>A language by its own name; null where we do not know it.</summary>
    private static string? OwnName(string? language)
    {
        if (language is null)
        {
            return null;
        }

        try
        {
            var name = CultureInfo.GetCultureInfo(language, predefinedOnly: true).NativeName;
            return char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    // The heading that journals of that language print; ours where we do not know theirs.
    private static (string? Word, string? Language) AbstractWord(string? language) => language?.Split('-')[0] switch
    {
        null or "en" => ("Abstract", "en"),
        "fr" => ("Résumé", "fr"),
        "de" => ("Zusammenfassung", "de"),
        "es" => ("Resumen", "es"),
        "pt" => ("Resumo", "pt"),
        "it" => ("Riassunto", "it"),
        "ru" => ("Аннотация", "ru"),
        "uk" => ("Анотація", "uk"),
        "pl" => ("Streszczenie", "pl"),
        "nl" => ("Samenvatting", "nl"),
        "tr" => ("Öz", "tr"),
        "ar" => ("الملخص", "ar"),
        "he" => ("תקציר", "he"),
        "zh" => ("摘要", "zh"),
        "ja" => ("要旨", "ja"),
        "ko" => ("초록", "ko"),
        _ => (null, null),
    };
}
