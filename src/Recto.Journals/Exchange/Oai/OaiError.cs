namespace Recto.Journals.Exchange.Oai;

/// <summary>Why a request is not answered (OAI-PMH 2.0, section 3.6). <c>noSetHierarchy</c> and <c>noMetadataFormats</c> never happen here: there are always sets, and every article has every form.</summary>
/// <param name="Code">The code of the protocol.</param>
/// <param name="Message">What is wrong, for people, in English.</param>
public sealed record OaiError(string Code, string Message)
{
    /// <summary>No verb, an unknown one, or several.</summary>
    public static OaiError BadVerb(string message) => new("badVerb", message);

    /// <summary>An argument that does not belong there, is missing, is repeated, or is not written as it should be.</summary>
    public static OaiError BadArgument(string message) => new("badArgument", message);

    /// <summary>A token that this site has not given for this verb, or that is too old.</summary>
    public static OaiError BadResumptionToken(string message) => new("badResumptionToken", message);

    /// <summary>A form that records are not given in.</summary>
    public static OaiError CannotDisseminateFormat(string prefix) => new("cannotDisseminateFormat", $"Records are not given as “{prefix}”; ListMetadataFormats names the forms.");

    /// <summary>No such record.</summary>
    public static OaiError IdDoesNotExist { get; } = new("idDoesNotExist", "No record has that identifier.");

    /// <summary>An empty list.</summary>
    public static OaiError NoRecordsMatch { get; } = new("noRecordsMatch", "No record matches the set and the dates.");
}
