using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.Storage.Deposits;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits;

/// <summary>Deposits at Crossref: the journals' settings and lists at the desk, the job that sends, and its command.</summary>
internal static class DepositsFeature
{
    private const string Desk = "/desk/journals/{key}/deposits";

    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process sends.</param>
    public static void AddDeposits(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<DepositStore>();
        services.AddSingleton<CrossrefCredentials>();
        services.AddSingleton<PrepareDeposit>();
        services.AddSingleton<GiveDois>();
        services.AddBell<DepositsBell>();
        services.AddSingleton(_ => CrossrefClient.ToNetwork());
        services.AddSingleton<SendDeposits>();
        services.AddSingleton<DepositsJob>();
        if (options.SendsDeposits)
        {
            services.AddWork<DepositsJob>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapDeposits(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Desk, DepositList.ShowAsync);
        routes.MapDeskForm(Desk, DepositList.DoAsync);
        routes.MapDeskPage(Desk + "/settings", DepositSettingsDoor.ShowAsync);
        routes.MapDeskForm(Desk + "/settings", DepositSettingsDoor.SaveAsync);
        routes.MapDeskPage(Desk + "/{id:guid}", DepositOne.ShowAsync);
        routes.MapDeskForm(Desk + "/{id:guid}", DepositOne.AgainAsync);
        routes.MapDeskPage(Desk + "/{id:guid}/xml", DepositOne.SendXmlAsync);
    }

    /// <summary><c>recto deposit</c></summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="finishing">Reads articles of a database; the import's affair.</param>
    /// <param name="keys">The keys with which the site encrypts; the accounts' affair.</param>
    public static Command Command(Terminal terminal, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing, Func<Database, IDataProtectionProvider> keys) => DepositCommand.Create(terminal, finishing, keys);
}
