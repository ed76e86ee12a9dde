using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Issues;
using Recto.Storage.Deposits;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>What keeps a journal from depositing anything.</summary>
internal enum DepositObstacle
{
    /// <summary>The site has not been told its own address.</summary>
    NoAddress = 1,

    /// <summary>No prefix.</summary>
    NoPrefix,

    /// <summary>Nobody is named who deposits.</summary>
    NoDepositor,

    /// <summary>No login.</summary>
    NoLogin,

    /// <summary>The journal has no ISSN.</summary>
    NoIssn,
}

/// <summary>Looks for obstacles.</summary>
internal static class DepositObstacles
{
    /// <summary>All of them; none where the journal can deposit.</summary>
    public static IReadOnlyList<DepositObstacle> Of(Journal journal, DepositSettingsRow row, CrossrefCredentials credentials, SiteOptions options)
    {
        var settings = row.Settings;
        return
        [
            .. options.Address is null ? [DepositObstacle.NoAddress] : Array.Empty<DepositObstacle>(),
            .. !CrossrefDoi.IsPrefix(settings.Prefix) ? [DepositObstacle.NoPrefix] : Array.Empty<DepositObstacle>(),
            .. settings.DepositorName is null || settings.DepositorEmail is null || settings.Registrant is null ? [DepositObstacle.NoDepositor] : Array.Empty<DepositObstacle>(),
            .. credentials.Find(row) is null ? [DepositObstacle.NoLogin] : Array.Empty<DepositObstacle>(),
            .. journal is { PrintIssn: null, OnlineIssn: null } && settings.JournalDoi is null ? [DepositObstacle.NoIssn] : Array.Empty<DepositObstacle>(),
        ];
    }

    /// <summary>In English, for the command line and the log.</summary>
    public static string Words(DepositObstacle obstacle) => obstacle switch
    {
        DepositObstacle.NoAddress => "RECTO_ADDRESS is not set, and a DOI must lead to an address that everybody reaches.",
        DepositObstacle.NoPrefix => "The settings of deposits name no DOI prefix.",
        DepositObstacle.NoDepositor => "The settings of deposits do not name the depositor, the e-mail and the registrant.",
        DepositObstacle.NoLogin => "There is no login of Crossref: set RECTO_CROSSREF, or write one into the settings of deposits.",
        DepositObstacle.NoIssn => "The journal has neither an ISSN nor a DOI of its own, and Crossref takes nothing of it then.",
        _ => obstacle.ToString(),
    };
}
