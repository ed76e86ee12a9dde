using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Storage.Access;

namespace Recto.App.Features.Institutions;

/// <summary>The desk of institutions: their records, networks and keys.</summary>
internal static class InstitutionsFeature
{
    private const string One = InstitutionList.Address + "/{key}";
    private static readonly BodyLimit List = new(2 * 1024 * 1024, Say.Key("A list of addresses may have up to 2 MB at once. Send it in parts."));

    /// <summary>Adds what it needs.</summary>
    public static void AddInstitutions(this IServiceCollection services)
    {
        services.AddSingleton<AccessKeyStore>();
        services.AddSingleton<InstitutionChange>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapInstitutions(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(InstitutionList.Address, InstitutionList.ShowAsync);
        routes.MapDeskPage(InstitutionList.Address + "/new", InstitutionRecord.NewAsync);
        routes.MapDeskForm(InstitutionList.Address + "/new", InstitutionRecord.MakeAsync);
        routes.MapDeskPage(AddressTest.Address, AddressTest.ShowAsync);
        routes.MapDeskPage(AccessKeys.OfGetFtr, AccessKeys.ShowOfGetFtrAsync);
        routes.MapDeskForm(AccessKeys.OfGetFtr, AccessKeys.ChangeOfGetFtrAsync);
        routes.MapDeskPage(One, InstitutionRecord.ShowAsync);
        routes.MapDeskForm(One, InstitutionRecord.SaveAsync);
        routes.MapDeskForm(One + "/close", InstitutionClosing.CloseAsync);
        routes.MapDeskForm(One + "/reopen", InstitutionClosing.ReopenAsync);
        routes.MapDeskPage(One + "/delete", InstitutionClosing.ConfirmDeleteAsync);
        routes.MapDeskForm(One + "/delete", InstitutionClosing.DeleteAsync);
        routes.MapDeskPage(One + "/ranges", InstitutionRanges.ShowAsync);
        routes.MapDeskForm(One + "/ranges", InstitutionRanges.ChangeAsync, List);
        routes.MapDeskPage(One + "/keys", AccessKeys.ShowOfInstitutionAsync);
        routes.MapDeskForm(One + "/keys", AccessKeys.ChangeOfInstitutionAsync);
    }
}
