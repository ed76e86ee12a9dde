using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Api;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api.Keys;

/// <summary>What somebody sees of their keys.</summary>
public sealed record KeysView
{
    /// <summary>The keys, oldest first.</summary>
    public required IReadOnlyList<ApiKeyRow> Keys { get; init; }

    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>The key that was just made: shown this once.</summary>
    public string? Made { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>One's own keys of the API: whoever is signed in may have some.</summary>
internal static class KeysPages
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/account/api-keys";

    /// <summary>Maps it.</summary>
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address, MakeAsync);
        routes.MapDeskForm(Address + "/revoke", RevokeAsync);
    }

    private static async Task ShowAsync(HttpContext context, ApiKeyStore keys, Say say)
    {
        if (Person(context) is { } person)
        {
            await WriteAsync(context, keys, say, person, new FormValues(), null, context.Request.Query["done"] == "revoked" ? say["The key is revoked: nothing that is sent with it is answered any more."] : null);
        }
    }

    private static async Task MakeAsync(HttpContext context, Database database, ApiKeyStore keys, AuditStore audit, Say say, TimeProvider time)
    {
        if (Person(context) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var name = form.Text("name")?.Trim() ?? "";
        if (name.Length is 0 or > ApiKeyStore.LongestName || name.Any(char.IsControl) || StoredText.FindUnkeepable(name) >= 0)
        {
            form.Wrong("name", say["A key needs a name of at most {0} letters, as “Harvester of the library”.", ApiKeyStore.LongestName]);
            await WriteAsync(context, keys, say, person, form, null, null);
            return;
        }

        var (key, hash, hint) = ApiKeys.Make();
        var (now, id) = (time.GetUtcNow(), Guid.CreateVersion7(time.GetUtcNow()));
        await using (var tx = await database.BeginAsync(context.RequestAborted))
        {
            if (!await keys.AddAsync(tx, new ApiKeyRow(id, person.Id, name, hint, now, null), hash, context.RequestAborted))
            {
                form.Wrong("name", say["You have {0} keys, and that is as many as one account can have. Revoke one that is not used any more.", ApiKeyStore.Most]);
            }
            else
            {
                await audit.AppendAsync(tx, Line(person, "apiKey.made", id, name), now, context.RequestAborted);
                await tx.CommitAsync(context.RequestAborted);
            }
        }

        await WriteAsync(context, keys, say, person, form.IsRight ? new FormValues() : form, form.IsRight ? key : null, null);
    }

    private static async Task RevokeAsync(HttpContext context, Database database, ApiKeyStore keys, ApiKeys known, AuditStore audit, TimeProvider time)
    {
        if (Person(context) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParse(form.Text("id"), out var id))
        {
            await using var tx = await database.BeginAsync(context.RequestAborted);
            if (await keys.RemoveAsync(tx, person.Id, id, context.RequestAborted) is { } removed)
            {
                await audit.AppendAsync(tx, Line(person, "apiKey.revoked", id, removed.Name), time.GetUtcNow(), context.RequestAborted);
                await tx.CommitAsync(context.RequestAborted);
                known.Forget(id);
            }
        }

        DeskDoor.Done(context, Address + "?done=revoked");
    }

    private static AuditEntry Line(DeskPerson person, string act, Guid id, string name) => new() { PersonId = person.Id, Person = person.Name, Act = act, Subject = $"apiKey/{id}", SubjectName = name };

    private static DeskPerson? Person(HttpContext context)
    {
        if (context.Person() is { } person)
        {
            return person;
        }

        DeskDoor.Done(context, $"{DeskDoor.SignIn}?to={Uri.EscapeDataString(Address)}");
        return null;
    }

    private static async Task WriteAsync(HttpContext context, ApiKeyStore keys, Say say, DeskPerson person, FormValues form, string? made, string? notice) =>
        await PageWriter.WriteAsync<KeysPage>(context, new KeysView
        {
            Keys = await keys.ListAsync(person.Id, context.RequestAborted),
            Form = form,
            Made = made,
            Notice = notice,
            Masthead = new Masthead { Title = say["Keys of the API"], Address = Address, Language = say.Language, IsAccount = true, IsDesk = person.HasPlace },
        }, status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>A day as it is shown.</summary>
    public static string Day(DateOnly day) => Dates.Long(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) ?? "";
}
