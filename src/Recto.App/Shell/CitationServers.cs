using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recto.App.Shell;

/// <summary>What is asked of others about citations.</summary>
[Flags]
internal enum CitationQuestions
{
    /// <summary>Nothing: nobody is asked.</summary>
    None = 0,

    /// <summary>Crossref’s forward links of the site’s own prefixes; a member’s login is needed.</summary>
    Crossref = 1,

    /// <summary>OpenCitations, DOI by DOI.</summary>
    OpenCitations = 2,

    /// <summary>How often Crossref counts each DOI, and its records of the works that cite.</summary>
    Counts = 4,

    /// <summary>DOIs of printed references that have none: their words are sent to Crossref’s REST API.</summary>
    References = 8,
}

/// <summary>Who is asked about citations, and how: what the operator says.</summary>
internal sealed record CitationServers
{
    /// <summary>What is asked; nothing where nobody has said.</summary>
    public CitationQuestions Questions { get; init; }

    /// <summary>Crossref’s REST API.</summary>
    public Uri Api { get; init; } = new("https://api.crossref.org/");

    /// <summary>OpenCitations Index, API v2.</summary>
    public Uri OpenCitations { get; init; } = new("https://api.opencitations.net/index/v2/");

    /// <summary>Access token of OpenCitations; null where there is none.</summary>
    public string? Token { get; init; }

    /// <summary>Prefixes whose forward links are asked for; null for those of the journals that deposit.</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>First day of a full round.</summary>
    public DateOnly Since { get; init; } = new(2000, 1, 1);

    /// <summary>Reads <c>RECTO_CITED_BY</c>, <c>RECTO_CITED_BY_PREFIXES</c>, <c>RECTO_CITED_BY_SINCE</c>, <c>RECTO_CROSSREF_API</c>, <c>RECTO_OPENCITATIONS</c> and <c>RECTO_OPENCITATIONS_TOKEN</c>.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="servers">What they say.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, [NotNullWhen(true)] out CitationServers? servers, [NotNullWhen(false)] out string? wrong)
    {
        servers = null;
        wrong = null;
        var told = new CitationServers();
        foreach (var word in Words(read("RECTO_CITED_BY")))
        {
            CitationQuestions? question = word.ToLowerInvariant() switch { "crossref" => CitationQuestions.Crossref, "opencitations" => CitationQuestions.OpenCitations, "counts" => CitationQuestions.Counts, "references" => CitationQuestions.References, "off" => CitationQuestions.None, _ => null };
            if (question is null)
            {
                wrong = $"RECTO_CITED_BY: “{word}” is nothing that can be asked; write what is to be asked of others as crossref, opencitations, counts, references, or off.";
                return false;
            }

            told = told with { Questions = told.Questions | question.Value };
        }

        foreach (var prefix in Words(read("RECTO_CITED_BY_PREFIXES")))
        {
            if (!prefix.StartsWith("10.", StringComparison.Ordinal) || prefix.Length is < 7 or > 30 || prefix.Any(c => !char.IsAsciiDigit(c) && c != '.'))
            {
                wrong = $"RECTO_CITED_BY_PREFIXES: “{prefix}” is no prefix of DOIs; write them as 10.5555, 10.1234.";
                return false;
            }

            told = told with { Prefixes = [.. told.Prefixes ?? [], prefix] };
        }

        if (read("RECTO_CITED_BY_SINCE")?.Trim() is { Length: > 0 } since)
        {
            if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 1990)
            {
                wrong = $"RECTO_CITED_BY_SINCE “{since}” is no day; write it as 2010-01-01.";
                return false;
            }

            told = told with { Since = day };
        }

        foreach (var name in (string[])["RECTO_CROSSREF_API", "RECTO_OPENCITATIONS"])
        {
            if (read(name)?.Trim() is not { Length: > 0 } said)
            {
                continue;
            }

            if (!ServerAddress.TryRead(said, out var uri))
            {
                wrong = $"{name} is no address of a service; write it as https://api.crossref.org (http only on this machine).";
                return false;
            }

            told = name == "RECTO_CROSSREF_API" ? told with { Api = uri } : told with { OpenCitations = uri };
        }

        if (read("RECTO_OPENCITATIONS_TOKEN")?.Trim() is { Length: > 0 } token)
        {
            if (token.Any(c => c is <= ' ' or > '~'))
            {
                wrong = "RECTO_OPENCITATIONS_TOKEN holds what no token holds; write it as OpenCitations has given it.";
                return false;
            }

            told = told with { Token = token };
        }

        servers = told;
        return true;
    }

    // A record would write out its token.
    /// <inheritdoc/>
    public override string ToString() => $"{Questions} {Api} {OpenCitations}";

    private static string[] Words(string? list) => (list ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
