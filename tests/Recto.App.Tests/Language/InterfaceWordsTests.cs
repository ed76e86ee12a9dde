using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Tests.Language;

/// <summary>No word of the interface stands bare in a page, and what translators have written can be said.</summary>
public sealed partial class InterfaceWordsTests
{
    /// <summary>Names that are the same in every language.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "Recto", "RIS", "BibTeX", "CSL", "CSL-JSON", "DOI", "ORCID", "ISSN", "ISSN-L", "ISBN", "OCLC", "JATS", "TEI", "JSON", "SARIF", "PDF", "EPUB", "XML", "SVG", "DOCX", "Markdown", "CC0", "Atom", "RSS", "UTC", "KB", "MB", "TeX", "MathML", "URL", "HTTP", "CSV", "ZIP", "style-sheet", "pages", "JSON-LD", "EAD",
    };

    /// <summary>What stands as an example of an author's words.</summary>
    private static readonly HashSet<string> Examples = new(StringComparer.Ordinal) { "44 See note 43 above.", "Litvinov", "Litvinov Geneva", "\"collective security\"", "litv*", "Litvinov -Geneva", "title:security", "RGASPI 558/11/431", "archive:RGVA year:2019-2024", "SAML", "OpenID Connect", "SeamlessAccess" };

    private static readonly HashSet<string> SpokenAttributes = new(StringComparer.OrdinalIgnoreCase) { "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt", "label", "summary", "content" };

    /// <summary>Namespaces that speak to operators on the command line and in logs, or to machines.</summary>
    private static readonly string[] NotPages = ["Recto.App.Features.Api", "Recto.App.Features.Import", "Recto.App.Features.Notes", "Recto.App.Features.Demo", "Recto.App.Features.Doctor", "Recto.App.Features.Operate", "Recto.App.Shell.Reports", "Recto.App.Shell.Mail", "Recto.App.Shell.Programs", "Recto.App.Shell.Telemetry", "Recto.App.Shell.Jobs", "Recto.App.Features.Accounts.Users"];

    /// <summary>Languages that are whole: a key that one of them lacks fails here. A language joins when its translation is finished.</summary>
    private static readonly string[] Whole = ["fr", "de", "es", "ru"];

    private static IEnumerable<Type> Pages => typeof(Frame).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)) && type.DeclaringType is null);

    [Fact]
    public void No_page_has_a_bare_word_in_its_markup()
    {
        var bare = Pages.SelectMany(BareWords).ToList();

        Assert.True(bare.Count == 0, $"Say these words through Say:\n{string.Join('\n', bare)}");
    }

    [Fact]
    public void No_sentence_of_a_page_is_made_beside_the_words_of_the_interface()
    {
        var bare = typeof(Frame).Assembly.GetTypes().Where(type => type.DeclaringType is null && IsOfPages(type)).SelectMany(BareSentences).ToList();

        Assert.True(bare.Count == 0, $"Say these sentences through Say, or name their place in IsOfPages with its reason:\n{string.Join('\n', bare)}");
    }

    [Fact]
    public void A_bare_word_would_be_seen_wherever_it_stands()
    {
        Assert.Equal(["“Help me”", "“Read me”", "“Loose words”", "“A name”"], BareWords(typeof(BarePage)).Select(found => found[(found.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal(["“This is a bare sentence.”"], BareSentences(typeof(BarePage)).Select(found => found[(found.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public void The_words_of_the_source_are_found()
    {
        Assert.True(WordKeys.All.Count > 150, $"Only {WordKeys.All.Count} keys were found.");
        Assert.Contains("Skip to the text", WordKeys.All.Keys);
        Assert.Contains("{0} article|{0} articles", WordKeys.All.Keys);
        Assert.Contains("back references", WordKeys.All.Keys);
        Assert.Contains("Begin with the <a href=\"/articles\">newest articles</a> or the <a href=\"/\">journals</a>.", WordKeys.All.Keys);
    }

    /// <summary>With RECTO_WRITE_WORDS naming a folder, writes for translators the file of each language with every key, and the list of what each lacks.</summary>
    [Fact]
    public void Every_finished_language_says_every_word()
    {
        var lacking = Say.Languages.Where(language => language.Tag != "en").ToDictionary(language => language.Tag, language => WordKeys.All.Keys.Except(WordKeys.Of(language.Tag).Where(said => said.Value.Length > 0).Select(said => said.Key)).ToList());
        if (Environment.GetEnvironmentVariable("RECTO_WRITE_WORDS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var (language, keys) in lacking)
            {
                WordKeys.WriteSkeleton(folder, language);
                File.WriteAllLines(Path.Combine(folder, $"lacking.{language}.txt"), keys.Select(key => $"{WordKeys.All[key]}\t{key}"));
            }
        }

        Assert.All(Whole, language => Assert.True(lacking[language].Count == 0, $"{language} lacks:\n{string.Join('\n', lacking[language])}"));
    }

    [Fact]
    public void A_translation_has_the_values_of_its_key_and_as_many_forms_as_its_language()
    {
        var wrong = new List<string>();
        foreach (var (tag, _) in Say.Languages.Where(language => language.Tag != "en"))
        {
            foreach (var (key, said) in WordKeys.Of(tag).Where(pair => pair.Value.Length > 0))
            {
                var forms = said.Split('|');
                var needed = !key.Contains('|', StringComparison.Ordinal) ? 1 : tag == "ru" ? 3 : 2;
                if (forms.Length != needed)
                {
                    wrong.Add($"{tag}: “{key}” needs {needed} forms parted by |.");
                }

                if (forms.Any(form => !Values(form).IsSubsetOf(Values(key)) || (needed == 1 && !Values(form).SetEquals(Values(key)))))
                {
                    wrong.Add($"{tag}: “{key}” does not have the same values as “{said}”.");
                }

                if (!Tags(key).SequenceEqual(Tags(forms[^1])))
                {
                    wrong.Add($"{tag}: “{key}” has other markup than “{said}”.");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<string> BareWords(Type page) => LiteralsOfPages.Of(page).SelectMany(literal => (literal.Goes switch
    {
        "AddMarkupContent" => Spoken(literal.Text),
        "AddContent" => [literal.Text],
        "AddAttribute" when literal.Attribute is { } name && SpokenAttributes.Contains(name) => [literal.Text],
        _ => [],
    }).Where(HasWords).Where(text => !Examples.Contains(text.Trim())).Select(text => $"{literal.Place}: “{text.Trim()}”"));

    private static IEnumerable<string> BareSentences(Type type) => LiteralsOfPages.Of(type)
        .Where(literal => literal.Goes is null && Sentence().IsMatch(literal.Text) && !IsCode(literal.Text) && !WordKeys.All.ContainsKey(literal.Text))
        .Select(literal => $"{literal.Place}: “{literal.Text}”");

    private static bool IsOfPages(Type type)
    {
        var space = type.Namespace ?? "";
        return (space.StartsWith("Recto.App.Features", StringComparison.Ordinal) || space.StartsWith("Recto.App.Shell", StringComparison.Ordinal)) && !NotPages.Any(other => space.StartsWith(other, StringComparison.Ordinal))
            && !type.Name.EndsWith("Command", StringComparison.Ordinal)
            && !space.StartsWith("Recto.App.Features.Files", StringComparison.Ordinal) // A job and its command: the log, and reports for editors, which are English as those of the import are.
            && !space.StartsWith("Recto.App.Features.References", StringComparison.Ordinal) // Commands, their files and the log.
            && !space.StartsWith("Recto.App.Features.CitedBy.Asking", StringComparison.Ordinal) // What a server says is English and marked as such.
            && !space.StartsWith("Recto.App.Features.Deposits.Sending", StringComparison.Ordinal) // The same: what a register says, and what is said of it beside, is English and marked as such.
            && !space.StartsWith("Recto.App.Features.Shop.Payment", StringComparison.Ordinal) // What a payment house says, or is said for it, is English and kept as such beside the refund.
            && !space.StartsWith("Recto.App.Features.Shop.Stamps", StringComparison.Ordinal) // Why a file is given without its stamp: for the log.
            && !space.StartsWith("Recto.App.Shell.Sharing", StringComparison.Ordinal) && type.Name is not ("FilePlace" or "PageLimit" or "PageLimits") // The log, and what the command line is told.
            && !space.StartsWith("Recto.App.Shell.Jobs", StringComparison.Ordinal) && !space.StartsWith("Recto.App.Shell.Rounds", StringComparison.Ordinal) // The log.
            && !space.StartsWith("Recto.App.Shell.Settings", StringComparison.Ordinal) // What operators are told by commands and by the guide.
            && !space.StartsWith("Recto.App.Features.GetFtr", StringComparison.Ordinal) // Said to a program that asks for entitlements.
            && !space.StartsWith("Recto.App.Features.Harvest.Oai", StringComparison.Ordinal) // Said to programs that harvest.
            && type.Name is not ("CrossrefServers" or "CitationServers" or "CommandLine" or "DataPlace" or "Terminal" or "SecurityHeaders" or "PageCache" or "ChangeWatch" or "ExampleRenderer" or "SiteOptions" or "JournalFaces" or "SearchKeeper" or "PublishWhenDue" or "KeepOpenings" or "LateForms" or "RecallQuery" or "AccountCommands" or "RoleOptions" or "IssuePackageMaker" or "Problems" or "WorksKeeper" or "ReadWorks" or "ArchiveKeeper" or "UnitFeeds" or "WorksOption" or "GoldInput" or "KnownInstitutions" or "VerifiedCrawlers" or "GetFtrFeature" or "KbartFeature" or "RemindersJob" or "SamlSettings" or "GivenSecret" or "ShopOptions" or "WayOut" or "KeepWindow" or "ShopJob" or "RefundOrder" or "Countries" or "ProviderOptions" or "OidcAnswer" or "UsageOptions" or "UsageQueue" or "CounterRate" or "CounterEndpoints" or "RobotLists" or "WriteUsage" or "RollUpJob" or "UsageReports" or "UsageCountries" or "RecommendationOptions" or "HostWatch" or "PublishedPages" or "ListsJob" or "TableFiles" or "OnnxEmbedder" or "WriteReads" or "ListsHelper" or "WorkerDoor"); // The command line, headers, the log, what programs are told; what rule pages and packages say is English throughout.
    }

    // What is for a log, an exception, a header or a pattern, and no sentence for a reader.
    private static bool IsCode(string text) => text.Contains("</", StringComparison.Ordinal) && !text.Contains(". ", StringComparison.Ordinal) || text.StartsWith("SELECT ", StringComparison.Ordinal) || text.Contains("=\"", StringComparison.Ordinal) || text.Contains("{Id}", StringComparison.Ordinal)
        || Log().IsMatch(text) || text.Contains(';', StringComparison.Ordinal) && text.Contains('=', StringComparison.Ordinal);

    private static HashSet<string> Values(string text) => [.. Value().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> Tags(string text) => Tag().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static bool HasWords(string text) => Word().Matches(WebUtility.HtmlDecode(text)).Any(word => !Names.Contains(word.Value) && word.Value.Length > 1);

    // Text between tags, and what certain attributes say.
    private static IEnumerable<string> Spoken(string markup)
    {
        foreach (Match tag in Tag().Matches(markup))
        {
            foreach (Match attribute in Attribute().Matches(tag.Value))
            {
                if (SpokenAttributes.Contains(attribute.Groups[1].Value) && !(attribute.Groups[1].Value == "content" && tag.Value.StartsWith("<meta", StringComparison.Ordinal)))
                {
                    yield return attribute.Groups[2].Value;
                }
            }
        }

        foreach (var text in Tag().Replace(markup, "\n").Split('\n'))
        {
            yield return text;
        }
    }

    private sealed class BarePage : ComponentBase
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<p class=\"says label\" title=\"Help me\"><i>Read me</i> DOI</p>");
            builder.OpenElement(1, "p");
            builder.AddAttribute(2, "class", "class words only");
            builder.AddContent(3, "Loose words");
            builder.AddAttribute(4, "aria-label", "A name");
            builder.AddContent(5, Sentence());
            builder.CloseElement();
        }

        private static string Sentence() => string.Concat("This is a bare sentence.", Environment.NewLine);
    }

    [GeneratedRegex("<[^<>]*>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Tag();

    [GeneratedRegex("([a-z-]+)=\"([^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[\p{L}][\p{L}\p{N}-]*", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Word();

    // Three words and a full stop, or a capital and three words: enough for a reader to read.
    [GeneratedRegex(@"^[“\p{Lu}{].*\p{L}{2,} \p{L}+ \p{L}+|\p{L}{2,} \p{L}+ \p{L}+.*[.:]$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 2000)]
    private static partial Regex Sentence();

    // The {Thing} of a line in the log.
    [GeneratedRegex(@"\{[A-Z][A-Za-z]+\}", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Log();

    [GeneratedRegex(@"\{[0-9]+\}", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Value();
}
