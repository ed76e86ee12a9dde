using Recto.App.Features.Subscriptions.Desk;
using Recto.App.Features.Subscriptions.Libraries;
using Recto.App.Features.Subscriptions.Links;
using Recto.App.Features.Subscriptions.Own;
using Recto.App.Features.Subscriptions.Reminding;
using Recto.App.Features.Subscriptions.Titles;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions;

/// <summary>Subscriptions and other rights: at the desk, for whoever holds them, for librarians; and links that carry one.</summary>
internal static class SubscriptionsFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddSubscriptions(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<TitleListStore>();
        services.AddSingleton<ReadingLinkStore>();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<InstitutionPeopleStore>();
        services.AddSingleton<RightChange>();
        services.AddSingleton<LibraryDoor>();
        services.AddSingleton<EnterLibrary>(provider => async (context, key, ct) => (await provider.GetRequiredService<LibraryDoor>().EnterAsync(context, key, InstitutionRole.Viewer, ct))?.Institution);
        services.AddSingleton<CarriedLinks>();
        services.AddSingleton<FindRightKeys>(provider =>
        {
            var carried = provider.GetRequiredService<CarriedLinks>();
            return (context, _) => ValueTask.FromResult(carried.KeysOf(context));
        });
        services.AddSingleton<KeptOfReader>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<KeptOfReader>().RightsAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<KeptOfReader>().InstitutionsAsync);
        services.AddSingleton<ErasePerson>(provider => provider.GetRequiredService<KeptOfReader>().EraseAsync);
        services.AddSingleton<ReminderMails>();
        services.AddSingleton<SendReminders>();
        if (options.SendsReminders)
        {
            services.AddSiteJob<RemindersJob>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        const string Right = SubscriptionList.Address + "/{id:guid}";
        routes.MapDeskPage(SubscriptionList.Address, SubscriptionList.ShowAsync);
        routes.MapDeskPage(SubscriptionList.Address + "/new", NewSubscription.ShowAsync);
        routes.MapDeskForm(SubscriptionList.Address + "/new", NewSubscription.MakeAsync);
        routes.MapDeskPage(Right, SubscriptionRecord.ShowAsync);
        routes.MapDeskForm(Right, SubscriptionRecord.SaveAsync);
        routes.MapDeskPage(Right + "/renew", NewSubscription.ShowRenewalAsync);
        routes.MapDeskForm(Right + "/renew", NewSubscription.RenewAsync);
        routes.MapDeskPage(Right + "/end", SubscriptionActs.ConfirmEndAsync);
        routes.MapDeskForm(Right + "/end", SubscriptionActs.EndAsync);
        routes.MapDeskPage(Right + "/revoke", SubscriptionActs.ConfirmRevokeAsync);
        routes.MapDeskForm(Right + "/revoke", SubscriptionActs.RevokeAsync);
        routes.MapDeskForm(Right + "/restore", SubscriptionActs.RestoreAsync);

        routes.MapDeskPage(TitleLists.Address, TitleLists.ShowAllAsync);
        routes.MapDeskForm(TitleLists.Address, TitleLists.MakeAsync);
        routes.MapDeskPage(TitleLists.Address + "/{key}", TitleLists.ShowAsync);
        routes.MapDeskForm(TitleLists.Address + "/{key}", TitleLists.SaveAsync);
        routes.MapDeskPage(TitleLists.Address + "/{key}/delete", TitleLists.ConfirmDeleteAsync);
        routes.MapDeskForm(TitleLists.Address + "/{key}/delete", TitleLists.DeleteAsync);

        routes.MapDeskPage(ReadingLinks.Address, ReadingLinks.ShowAsync);
        routes.MapDeskForm(ReadingLinks.Address, ReadingLinks.MakeAsync);
        routes.MapFile("/read/{token}", FollowLink.FollowAsync);

        routes.MapDeskPage(OwnRights.Address, OwnRights.ShowAsync);

        routes.MapDeskPage(LibraryDoor.Address, LibraryHome.ListAsync);
        routes.MapDeskPage(LibraryDoor.Address + "/{key}", LibraryHome.ShowAsync);
        routes.MapDeskPage(LibraryDoor.Address + "/{key}/networks", LibraryNetworks.ShowAsync);
        routes.MapDeskForm(LibraryDoor.Address + "/{key}/networks", LibraryNetworks.AddAsync);
        routes.MapDeskPage(LibraryDoor.Address + "/{key}/networks/remove", LibraryNetworks.ConfirmRemoveAsync);
        routes.MapDeskForm(LibraryDoor.Address + "/{key}/networks/remove", LibraryNetworks.RemoveAsync);
        foreach (var people in new[] { LibraryDoor.Address + "/{key}/people", "/desk/institutions/{key}/people" })
        {
            routes.MapDeskPage(people, LibraryPeople.ShowAsync);
            routes.MapDeskForm(people, LibraryPeople.InviteAsync);
            routes.MapDeskPage(people + "/remove", LibraryPeople.ConfirmRemoveAsync);
            routes.MapDeskForm(people + "/remove", LibraryPeople.RemoveAsync);
        }
    }
}
