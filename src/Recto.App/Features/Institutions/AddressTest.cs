using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Issues;

namespace Recto.App.Features.Institutions;

/// <summary>Whose an address is.</summary>
public sealed record AddressTestView
{
    /// <summary>Who asks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>What was typed.</summary>
    public required FormValues Form { get; init; }

    /// <summary>The address; null where none was asked about.</summary>
    public string? Address { get; init; }

    /// <summary>Why nobody comes from there; null where somebody may.</summary>
    public string? NotPublic { get; init; }

    /// <summary>Key and name of the institutions, and through whom each reads.</summary>
    public IReadOnlyList<(string Key, string Name, string Through)> Institutions { get; init; } = [];

    /// <summary>The ranges that hold it: of whom, as written, whether it is taken out.</summary>
    public IReadOnlyList<(string Name, string Written, bool IsExcluded)> Ranges { get; init; } = [];

    /// <summary>What these institutions hold, in words, and whether it opens something now.</summary>
    public IReadOnlyList<(string Words, bool IsLive)> Rights { get; init; } = [];
}

/// <summary>“Which institution would this address be, and what would it open?”</summary>
internal static class AddressTest
{
    /// <summary>Where it is asked.</summary>
    public const string Address = InstitutionList.Address + "/address";

    /// <summary>Shows form and answer.</summary>
    public static async Task ShowAsync(HttpContext context, InstitutionStore institutions, KnownInstitutions known, RightStore rights, JournalStore journals, TimeProvider time, Say say, string? address, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            return;
        }

        var form = new FormValues(("address", address?.Trim() is { Length: > 0 and <= 100 } typed ? typed : null));
        var view = new AddressTestView { Person = context.Person()!, Form = form };
        if (form.Text("address") is not { } text)
        {
            await PageWriter.WriteAsync<AddressTestPage>(context, view);
            return;
        }

        if (AddressNumber.TryRead(text.Trim('[', ']')) is not { } number)
        {
            form.Wrong("address", say["“{0}” is not one address. As in 130.92.9.57 or 2001:620::7.", text]);
            await PageWriter.WriteAsync<AddressTestPage>(context, view, status: StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var arrival = known.At(new IPAddress(AddressNumber.ToBytes(number)));
        var titles = (await journals.ListAsync(ct)).ToDictionary(journal => journal.Id, journal => journal.Title);
        var held = arrival is null ? [] : await rights.ListHeldAsync(arrival.Keys, ct);
        var ranges = await institutions.ListHoldingAsync(number, ct);
        var use = AddressUses.Of(new(number, number));
        await PageWriter.WriteAsync<AddressTestPage>(context, view with
        {
            Address = AddressNumber.Text(number),
            NotPublic = use == AddressUse.Public ? null : RangeWords.Of(use, say),
            Institutions = arrival is null ? [] : [.. arrival.Institutions.Select(institution => (institution.Key, institution.Name, string.Join(", ", institution.WithAncestors.Skip(1).Select(id => known.Find(id)?.Name).OfType<string>())))],
            Ranges = [.. ranges.Select(range => (known.Find(range.InstitutionId)?.Name ?? say["a closed institution"], range.Written, range.IsExcluded))],
            Rights = [.. held.Select(right => (HeldInWords.Of(right, titles, say), right.OpensSomething(time.GetUtcNow())))],
        });
    }
}
