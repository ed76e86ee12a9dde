using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>A journal's record as a form, and back.</summary>
internal static class JournalRecordForm
{
    /// <summary>Names of its fields in order.</summary>
    public static readonly string[] Names =
    [
        "title", "subtitle", "other_titles", "former_title", "abbreviation", "iso_abbreviation", "key", "print_issn", "online_issn", "linking_issn", "publisher", "publisher_place", "publisher_address",
        "email", "language", "languages", "founded", "frequency", "peer_review", "about", "reading", "notes_open", "licence", "copyright", "mining", "mining_terms", "preservation", "metrics_hidden", "doi_prefix", "colour",
    ];

    /// <summary>A choice that says yes.</summary>
    public const string Yes = "yes";

    /// <summary>A choice that says no; the third leaves it to the rule.</summary>
    public const string No = "no";

    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["title"] = 500,
        ["subtitle"] = 500,
        ["other_titles"] = 5000,
        ["former_title"] = 500,
        ["about"] = 10_000,
        ["peer_review"] = 1000,
    };

    /// <summary>How each field is called.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "title" => say["Title"],
        "subtitle" => say["Subtitle"],
        "other_titles" => say["Titles in other languages"],
        "former_title" => say["Former title"],
        "abbreviation" => say["Abbreviation"],
        "iso_abbreviation" => say["Abbreviation by ISO 4"],
        "key" => say["Address"],
        "print_issn" => say["ISSN of the print edition"],
        "online_issn" => say["ISSN of the online edition"],
        "linking_issn" => say["ISSN-L"],
        "publisher" => say["Publisher"],
        "publisher_place" => say["Place of the publisher"],
        "publisher_address" => say["Web address of the publisher"],
        "email" => say["E-mail of the journal"],
        "language" => say["Main language"],
        "languages" => say["Languages that it publishes in"],
        "founded" => say["First year"],
        "frequency" => say["How often it appears"],
        "peer_review" => say["How contributions are reviewed"],
        "about" => say["About the journal"],
        "reading" => say["Who may read its articles"],
        "notes_open" => say["The notes of closed articles stand open"],
        "licence" => say["Default licence"],
        "copyright" => say["Copyright"],
        "mining" => say["Rights for text and data mining"],
        "mining_terms" => say["Terms for text and data mining"],
        "preservation" => say["Preservation by LOCKSS and CLOCKSS"],
        "metrics_hidden" => say["Readers are not shown how often articles are read"],
        "doi_prefix" => say["DOI prefix"],
        "colour" => say["Colour"],
        _ => name,
    };

    /// <summary>What a value is called where it is not the words that were typed.</summary>
    public static string? Words(Say say, string name, string? value) => (name, value) switch
    {
        ("reading", "closed") => say["those who have a right to them"],
        ("reading", _) => say["everybody"],
        ("notes_open", null) => say["no"],
        ("notes_open", _) => say["yes"],
        ("metrics_hidden", null) => say["no"],
        ("metrics_hidden", _) => say["yes"],
        ("mining", Yes) => say["reserved"],
        ("mining", No) => say["not reserved"],
        ("mining", _) => say["reserved for closed articles, not for openly licensed ones"],
        ("preservation", Yes) => say["permitted"],
        ("preservation", No) => say["not permitted"],
        ("preservation", _) => say["permitted where everybody may read the journal"],
        _ => value,
    };

    /// <summary>The form that shows a journal.</summary>
    public static FormValues Of(JournalRow row)
    {
        var (journal, details) = (row.Journal, row.Journal.Details);
        return new FormValues(
            ("title", journal.Title), ("subtitle", details.Subtitle), ("other_titles", LanguageTag.WriteLines(details.OtherTitles)), ("former_title", details.FormerTitle),
            ("abbreviation", journal.Abbreviation), ("iso_abbreviation", details.IsoAbbreviation), ("key", journal.Key),
            ("print_issn", journal.PrintIssn?.Value), ("online_issn", journal.OnlineIssn?.Value), ("linking_issn", details.LinkingIssn),
            ("publisher", journal.Publisher), ("publisher_place", details.PublisherPlace), ("publisher_address", details.PublisherAddress), ("email", details.Email),
            ("language", journal.Language), ("languages", details.Languages is { } tags ? string.Join(", ", tags) : null),
            ("founded", details.Founded?.ToString(CultureInfo.InvariantCulture)), ("frequency", details.Frequency), ("peer_review", details.PeerReview), ("about", journal.About),
            ("reading", journal.Reading == ReadingPolicy.Closed ? "closed" : "free"), ("notes_open", journal.NotesAreOpen ? "on" : null),
            ("licence", details.LicenceAddress), ("copyright", details.Copyright), ("mining", Word(details.ReservesMining)), ("mining_terms", details.MiningTerms), ("preservation", Word(details.LetsPreserve)), ("metrics_hidden", details.HidesMetrics == true ? "on" : null),
            ("doi_prefix", details.DoiPrefix), ("colour", details.Colour),
            (EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Reads what was typed; what is wrong is said in the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="kept">The journal as it is kept.</param>
    /// <param name="say">Words.</param>
    public static Journal Read(FormValues form, Journal kept, Say say)
    {
        foreach (var name in Names)
        {
            if (form.Text(name) is { } text && text.Length > Longest.GetValueOrDefault(name, 300))
            {
                form.Wrong(name, say["This has {0} characters; up to {1} are kept.", text.Length, Longest.GetValueOrDefault(name, 300)]);
            }
        }

        if (form.Text("title") is null)
        {
            form.Wrong("title", say["A journal needs a title."]);
        }

        if (form.Text("key") is null)
        {
            form.Wrong("key", say["A journal needs an address. As in lower-margin."]);
        }
        else if (form.Text("key") != kept.Key)
        {
            AddressKeys.Check(form, "key", say, underJournal: false);
        }

        var others = LanguageTag.ReadLines(form.Text("other_titles"), line => form.Wrong("other_titles", say["“{0}” is not a language, a colon and a title, or the language stands twice. As in fr: La marge inférieure.", line]));
        return kept with
        {
            Key = form.Text("key") ?? kept.Key,
            Title = form.Text("title") ?? kept.Title,
            Abbreviation = form.Text("abbreviation"),
            Publisher = form.Text("publisher"),
            PrintIssn = IssnOf(form, "print_issn", say),
            OnlineIssn = IssnOf(form, "online_issn", say),
            Language = Language(form, say),
            About = form.Text("about"),
            Reading = form.Text("reading") == "closed" ? ReadingPolicy.Closed : ReadingPolicy.Free,
            NotesAreOpen = form.Has("notes_open"),
            Details = kept.Details with
            {
                Subtitle = form.Text("subtitle"),
                OtherTitles = others.Count == 0 ? null : others,
                FormerTitle = form.Text("former_title"),
                IsoAbbreviation = form.Text("iso_abbreviation"),
                LinkingIssn = IssnOf(form, "linking_issn", say)?.Value,
                PublisherPlace = form.Text("publisher_place"),
                PublisherAddress = Address(form, "publisher_address", say),
                Email = Email(form, say),
                Languages = Languages(form, say),
                Founded = Year(form, say),
                Frequency = form.Text("frequency"),
                PeerReview = form.Text("peer_review"),
                LicenceAddress = Address(form, "licence", say),
                Copyright = form.Text("copyright"),
                ReservesMining = Said(form.Text("mining")),
                MiningTerms = Address(form, "mining_terms", say),
                LetsPreserve = Said(form.Text("preservation")),
                HidesMetrics = form.Has("metrics_hidden") ? true : null,
                DoiPrefix = Prefix(form, say),
                Colour = Colour(form, say),
            },
        };
    }

    private static string Word(bool? said) => said switch { true => Yes, false => No, null => "rule" };

    private static bool? Said(string? word) => word switch { Yes => true, No => false, _ => null };

    private static Issn? IssnOf(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (Issn.TryParse(text, out var issn))
        {
            form.Set(name, issn.Value);
            return issn;
        }

        form.Wrong(name, IssnFault.Of(text, say));
        return null;
    }

    private static string? Language(FormValues form, Say say)
    {
        if (form.Text("language") is not { } text)
        {
            return null;
        }

        if (LanguageTag.Of(text) is not { } tag)
        {
            form.Wrong("language", say["“{0}” is not the tag of a language. As in en, fr, ru or sr-Latn.", text]);
            return null;
        }

        form.Set("language", tag);
        return tag;
    }

    private static string[]? Languages(FormValues form, Say say)
    {
        var read = new List<string>();
        foreach (var part in (form.Text("languages") ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (LanguageTag.Of(part) is { } tag)
            {
                read.Add(tag);
            }
            else
            {
                form.Wrong("languages", say["“{0}” is not the tag of a language. As in en, fr, ru or sr-Latn.", part]);
            }
        }

        return read.Count == 0 ? null : [.. read.Distinct()];
    }

    private static string? Address(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return text;
        }

        form.Wrong(name, say["This is not a web address. As in https://example.org/."]);
        return null;
    }

    private static string? Email(FormValues form, Say say)
    {
        if (form.Text("email") is not { } text)
        {
            return null;
        }

        if (Addresses.IsAddress(text))
        {
            return text;
        }

        form.Wrong("email", text.Count(c => c == '@') == 1 ? say["The part after @ is not complete. As in name@example.org."] : say["This is not one e-mail address. As in name@example.org."]);
        return null;
    }

    private static int? Year(FormValues form, Say say)
    {
        if (form.Text("founded") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1600 and <= 2200)
        {
            return year;
        }

        form.Wrong("founded", say["The first year is four digits. As in 1978."]);
        return null;
    }

    private static string? Prefix(FormValues form, Say say)
    {
        if (form.Text("doi_prefix") is not { } text)
        {
            return null;
        }

        if (text.StartsWith("10.", StringComparison.Ordinal) && text.Length is >= 7 and <= 20 && text[3..].Split('.').All(part => part.Length > 0 && part.All(char.IsAsciiDigit)))
        {
            return text;
        }

        form.Wrong("doi_prefix", say["A DOI prefix is “10.” and digits, without a slash. As in 10.5555."]);
        return null;
    }

    private static string? Colour(FormValues form, Say say)
    {
        if (form.Text("colour") is not { } text)
        {
            return null;
        }

        if (!JournalColour.TryParse(text, out var colour))
        {
            form.Wrong("colour", say["A colour is # and six digits from 0 to 9 and a to f. As in #98261a."]);
            return null;
        }

        if (colour.OnLight < JournalColour.Needed)
        {
            form.Wrong("colour", say["{0} is too pale to be read on our paper: its contrast is {1}, and text needs {2}. The nearest shade that can be read is {3}.",
                colour, colour.OnLight.ToString("0.0", say.Culture), JournalColour.Needed.ToString("0.0", say.Culture), colour.ForLight()]);
            return null;
        }

        form.Set("colour", colour.ToString());
        return colour.ToString();
    }
}
