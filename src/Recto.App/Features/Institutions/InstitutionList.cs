using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Lists;

namespace Recto.App.Features.Institutions;

/// <summary>Institutions at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Institutions">A page of them.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Search">What was sought; null for everything.</param>
/// <param name="State">Which: <c>open</c>, <c>closed</c>; null for both.</param>
/// <param name="Notice">What was just done.</param>
public sealed record InstitutionListView(DeskPerson Person, IReadOnlyList<InstitutionListed> Institutions, string? Next, bool First, string? Search, string? State, string? Notice)
{
    /// <summary>Address of the list, with what is sought.</summary>
    public string Address => InstitutionList.Address + (string.Join('&', new[] { Search is null ? null : "q=" + Uri.EscapeDataString(Search), State is null ? null : "state=" + State }.OfType<string>()) is { Length: > 0 } query ? "?" + query : "");
}

/// <summary>The list of institutions.</summary>
internal static class InstitutionList
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/institutions";

    private const int Size = 50;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, InstitutionStore institutions, TimeProvider time, Say say, string? q, string? state, string? after, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            return;
        }

        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        if (after is not null && cursor is null)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var search = q?.Trim() is { Length: > 0 and <= 200 } typed ? typed : null;
        bool? isOpen = state switch { "open" => true, "closed" => false, _ => null };
        var page = await institutions.ListAsync(search, isOpen, time.GetUtcNow(), Size, cursor, ct);
        await PageWriter.WriteAsync<InstitutionListPage>(context, new InstitutionListView(context.Person()!, page.Items, page.Next?.ToString(), cursor is null, search, isOpen is null ? null : state, Notices.Of(say, context)));
    }
}
