using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>What things are called, in the language of the request.</summary>
internal static class ThingNames
{
    /// <summary>The words of a thing as an order keeps them.</summary>
    public static LineWords Of(ShopThing thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return thing.Thing.Kind switch
        {
            ProductKind.Article => new(thing.Title!, thing.JournalTitle, thing.Authors, thing.Doi, "/articles/" + Uri.EscapeDataString(thing.Slug!)),
            ProductKind.Issue => new(IssueNames.InList(thing.Issue!.Volume, thing.Issue.Number, thing.Issue.Title, null, thing.Issue.Key), thing.JournalTitle, Path: $"/journals/{Uri.EscapeDataString(thing.JournalKey)}/{Uri.EscapeDataString(thing.Issue.Key)}"),
            ProductKind.JournalYear => new((thing.Thing.Year ?? 0).ToString(CultureInfo.InvariantCulture), thing.JournalTitle, Path: $"/journals/{Uri.EscapeDataString(thing.JournalKey)}"),
            _ => new(thing.JournalTitle, thing.JournalTitle, Path: $"/journals/{Uri.EscapeDataString(thing.JournalKey)}"),
        };
    }
}
