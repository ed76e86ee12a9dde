using Recto.App.Shell;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>What keeps this site from asking others about citations.</summary>
internal enum CitationObstacle
{
    /// <summary>Nobody has said what is to be asked.</summary>
    Off = 1,

    /// <summary>The site has not been told its own address, and servers want to know who asks.</summary>
    NoAddress,

    /// <summary>Nobody is named whom servers can write to.</summary>
    NoContact,

    /// <summary>There is no prefix with a login of Crossref.</summary>
    NoPrefix,
}

/// <summary>Looks for obstacles.</summary>
internal static class CitationObstacles
{
    /// <summary>All of them; none where the site can ask.</summary>
    /// <param name="options">What the site is told.</param>
    /// <param name="prefixes">How many prefixes can be asked about.</param>
    public static IReadOnlyList<CitationObstacle> Of(SiteOptions options, int prefixes) => options.Citations.Questions == CitationQuestions.None ? [CitationObstacle.Off] :
    [
        .. options.Address is null ? [CitationObstacle.NoAddress] : Array.Empty<CitationObstacle>(),
        .. options.AdminEmail is null ? [CitationObstacle.NoContact] : Array.Empty<CitationObstacle>(),
        .. options.Citations.Questions.HasFlag(CitationQuestions.Crossref) && prefixes == 0 ? [CitationObstacle.NoPrefix] : Array.Empty<CitationObstacle>(),
    ];

    /// <summary>Whether nothing at all can be asked; a prefix that is missing keeps the others from nothing.</summary>
    public static bool StopsAll(CitationObstacle obstacle) => obstacle != CitationObstacle.NoPrefix;

    /// <summary>In English, for the command line.</summary>
    public static string Words(CitationObstacle obstacle) => obstacle switch
    {
        CitationObstacle.Off => "RECTO_CITED_BY is not set: nobody is asked. Write what is to be asked of others as crossref, opencitations, counts, references.",
        CitationObstacle.NoAddress => "RECTO_ADDRESS is not set, and servers want to know who asks.",
        CitationObstacle.NoContact => "RECTO_ADMIN_EMAIL is not set, and servers want an address that they can write to.",
        CitationObstacle.NoPrefix => "There is no prefix whose forward links can be asked for: set RECTO_CROSSREF and RECTO_CITED_BY_PREFIXES, or switch on the deposits of a journal.",
        _ => obstacle.ToString(),
    };
}
