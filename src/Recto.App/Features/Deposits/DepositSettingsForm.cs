using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;

namespace Recto.App.Features.Deposits;

/// <summary>The settings of deposits as a form, and back. Login and password are never shown again.</summary>
internal static class DepositSettingsForm
{
    /// <summary>Names of its fields in order, without the login.</summary>
    public static readonly string[] Names =
        ["on", "server", "prefix", "pattern", "at_publication", "issue_pattern", "journal_doi", "depositor", "email", "registrant", "schema", "citations", "archival", "archives", "crossmark"];

    /// <summary>Fields of the login.</summary>
    public const string Login = "login_name", Password = "login_password", Forget = "login_forget";

    /// <summary>How each field is called.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "on" => say["Deposit at Crossref"],
        "server" => say["Register"],
        "prefix" => say["DOI prefix"],
        "pattern" => say["Pattern of new DOIs"],
        "at_publication" => say["Give a DOI to every article that is published without one"],
        "issue_pattern" => say["Pattern of DOIs of issues"],
        "journal_doi" => say["DOI of the journal"],
        "depositor" => say["Depositor"],
        "email" => say["E-mail of the depositor"],
        "registrant" => say["Registrant"],
        "schema" => say["Schema"],
        "citations" => say["Deposit what the articles cite, from references and notes"],
        "archival" => say["Deposit the archival files that the notes cite too"],
        "archives" => say["Archives that keep the journal"],
        "crossmark" => say["DOI of the policy on corrections (Crossmark)"],
        _ => name,
    };

    /// <summary>What a value is called where it is not the words that were typed.</summary>
    public static string? Words(Say say, string name, string? value) => (name, value) switch
    {
        ("on" or "at_publication" or "citations" or "archival", null) => say["no"],
        ("on" or "at_publication" or "citations" or "archival", _) => say["yes"],
        ("server", "live") => say["the register itself"],
        ("server", _) => say["the register for trying"],
        _ => value,
    };

    /// <summary>The form that shows them; a journal that never said anything is shown what its record says.</summary>
    public static FormValues Of(JournalRow journal, DepositSettingsRow row)
    {
        var (settings, isNew) = (row.Settings, row.EditVersion == 0);
        var form = new FormValues(
            ("on", settings.IsOn ? "on" : null), ("server", settings.IsLive ? "live" : "test"), ("prefix", settings.Prefix ?? (isNew ? journal.Journal.Details.DoiPrefix : null)),
            ("pattern", settings.Pattern ?? (isNew ? "{journal}.{year}.{number}" : null)), ("at_publication", settings.AssignsAtPublication ? "on" : null), ("issue_pattern", settings.IssuePattern), ("journal_doi", settings.JournalDoi),
            ("depositor", settings.DepositorName ?? (isNew ? journal.Journal.Publisher : null)), ("email", settings.DepositorEmail ?? (isNew ? journal.Journal.Details.Email : null)), ("registrant", settings.Registrant ?? (isNew ? journal.Journal.Publisher : null)),
            ("schema", settings.Schema == DepositSchema.V531 ? "5.3.1" : "5.4.0"), ("citations", settings.WithCitations ? "on" : null), ("archival", settings.WithArchivalSources ? "on" : null), ("crossmark", settings.CrossmarkPolicy),
            (EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture)));
        if (settings.Archives is { Count: > 0 } archives)
        {
            form.SetAll("archives", archives);
        }

        return form;
    }

    /// <summary>Reads what was typed; what is wrong is said in the form.</summary>
    public static DepositSettings Read(FormValues form, Say say)
    {
        var prefix = form.Text("prefix");
        if (prefix is not null && !CrossrefDoi.IsPrefix(prefix))
        {
            form.Wrong("prefix", say["A DOI prefix is “10.” and digits, without a slash. As in 10.5555."]);
        }

        return new DepositSettings
        {
            IsOn = form.Has("on"),
            IsLive = form.Text("server") == "live",
            Prefix = prefix,
            Pattern = Pattern(form, "pattern", isIssue: false, say),
            AssignsAtPublication = form.Has("at_publication"),
            IssuePattern = Pattern(form, "issue_pattern", isIssue: true, say),
            JournalDoi = OwnDoi(form, "journal_doi", prefix, say),
            DepositorName = Short(form, "depositor", 130, say),
            DepositorEmail = Email(form, say),
            Registrant = Short(form, "registrant", 255, say),
            Schema = form.Text("schema") == "5.3.1" ? DepositSchema.V531 : DepositSchema.V540,
            WithCitations = form.Has("citations"),
            WithArchivalSources = form.Has("archival"),
            Archives = form.All("archives").Where(name => DepositWriter.KnownArchives.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } archives ? archives : null,
            CrossmarkPolicy = OwnDoi(form, "crossmark", null, say),
        };
    }

    /// <summary>The login that was typed; null where none was.</summary>
    public static CrossrefLogin? LoginOf(FormValues form, Say say)
    {
        var (name, password) = (form.Text(Login), form.Raw(Password));
        if (name is null && string.IsNullOrEmpty(password))
        {
            return null;
        }

        if (name is null)
        {
            form.Wrong(Login, say["A password needs its login."]);
            return null;
        }

        if (string.IsNullOrEmpty(password))
        {
            form.Wrong(Password, say["A login needs its password."]);
            return null;
        }

        var login = name.Length <= 200 && password.Length <= 200 ? CrossrefLogin.Of(name, password) : null;
        if (login is null)
        {
            form.Wrong(Login, say["Login and password are one line each, up to 200 characters."]);
        }

        return login;
    }

    /// <summary>What a pattern makes, for instance; null where it makes nothing.</summary>
    public static string? Example(JournalRow journal, FormValues form, string name) =>
        form.Text(name) is { } pattern && DoiPattern.FindFault(pattern, name == "issue_pattern") is null && CrossrefDoi.IsPrefix(form.Text("prefix"))
            ? DoiPattern.Make(form.Text("prefix")!, pattern, new DoiValues(journal.Journal.Key, "12", "3", 2026, "45", 7, "b4qzk7mx"), out _)?.Value : null;

    private static string? Pattern(FormValues form, string name, bool isIssue, Say say)
    {
        if (form.Text(name) is not { } pattern)
        {
            return null;
        }

        if (DoiPattern.FindFault(pattern, isIssue) is not var (fault, piece))
        {
            return pattern;
        }

        form.Wrong(name, fault switch
        {
            DoiPatternFault.TooLong => say["This has {0} characters; up to {1} are kept.", pattern.Length, DoiPattern.Longest],
            DoiPatternFault.UnknownVariable => say["There is no variable {0}; there are {1}.", piece, string.Join(", ", (isIssue ? DoiPattern.IssueVariables : DoiPattern.ArticleVariables).Select(variable => "{" + variable + "}"))],
            DoiPatternFault.Character => say["“{0}” may not stand in a new DOI: Crossref takes letters a to z, digits and - . _ ; ( ) /.", piece],
            _ => isIssue ? say["Two issues would get the same DOI. Put {issue}, {number} or {random} into the pattern."] : say["Two articles would get the same DOI. Put {number} or {random} into the pattern, or {page} with {volume} or {year}."],
        });
        return null;
    }

    private static string? OwnDoi(FormValues form, string name, string? prefix, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (!Doi.TryParse(text, out var doi) || !CrossrefDoi.IsValid(doi) || doi.Value.Any(c => c > '~'))
        {
            form.Wrong(name, say["This is no DOI. As in 10.5555/lower-margin."]);
            return null;
        }

        if (prefix is not null && !CrossrefDoi.HasPrefix(doi, prefix))
        {
            form.Wrong(name, say["The DOI has another prefix than {0}, and could not be registered.", prefix]);
            return null;
        }

        form.Set(name, doi.Value);
        return doi.Value;
    }

    private static string? Short(FormValues form, string name, int longest, Say say)
    {
        if (form.Text(name) is { } text && (text.Length > longest || text.Any(char.IsControl)))
        {
            form.Wrong(name, say["One line of up to {0} characters.", longest]);
            return null;
        }

        return form.Text(name);
    }

    private static string? Email(FormValues form, Say say)
    {
        if (form.Text("email") is not { } text)
        {
            return null;
        }

        var parts = text.Split('@');
        if (text.Length is >= 6 and <= 200 && parts.Length == 2 && parts[0].Length > 0 && parts[1].Contains('.', StringComparison.Ordinal) && !parts[1].StartsWith('.') && !parts[1].EndsWith('.') && !text.Any(c => c <= ' ' || c > '~' || c is '<' or '>' or '"' or ','))
        {
            return text;
        }

        form.Wrong("email", say["This is not one e-mail address. As in name@example.org."]);
        return null;
    }
}
