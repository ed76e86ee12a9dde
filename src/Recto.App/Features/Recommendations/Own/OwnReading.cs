using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Recommending;
using Recto.Journals.Tables;
using Recto.Storage.Lists;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations.Own;

/// <summary>“Recommended for you”: the list, what is kept for it, switching it on and off, deleting, taking it along. Everything by whoever is signed in, and of themselves alone.</summary>
internal static class OwnReading
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/account/recommendations";

    /// <summary>Address of what is kept for it.</summary>
    public const string Kept = Address + "/reads";

    private const int PageSize = 100;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Maps it.</summary>
    public static void MapOwnReading(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address + "/on", SwitchOnAsync);
        routes.MapDeskForm(Address + "/off", SwitchOffAsync);
        routes.MapDeskPage(Kept, ShowKeptAsync);
        routes.MapDeskForm(Kept + "/remove", RemoveAsync);
        routes.MapDeskForm(Kept + "/clear", ClearAsync);
        routes.MapDeskForm(Kept + "/copy", SendAsync); // A form and no link, so that no page of another site can have it sent.
    }

    private static async Task ShowAsync(HttpContext context, ReadingStore store, OwnList list, SiteOptions options, Say say, CancellationToken ct)
    {
        if (Person(context, Address) is not { } person)
        {
            return;
        }

        var kept = await store.FindAsync(person.Id, ct);
        await PageWriter.WriteAsync<OwnListPage>(context, new OwnListView
        {
            Kept = kept,
            Lines = kept is null ? [] : await list.MakeAsync(person.Id, ct),
            Months = options.Recommendations.ReadingMonths,
            Fewest = options.Recommendations.Threshold.Fewest,
            LearnsFromReaders = options.Recommendations.Threshold.Epsilon is null,
            IsUnfollowed = context.IsUnfollowed(),
            WorksHere = person.HasPlace,
            Notice = context.Request.Query["done"].ToString() switch
            {
                "on" => say["Switched on. What you read from now on is kept for your list."],
                "off" => say["Switched off. Everything that was kept of your reading is deleted."],
                _ => null,
            },
            Masthead = Head(say["Recommended for you"], Address, say, person),
        });
    }

    private static async Task ShowKeptAsync(HttpContext context, ReadingStore store, SiteOptions options, Say say, CancellationToken ct)
    {
        if (Person(context, Kept) is not { } person)
        {
            return;
        }

        if (await store.FindAsync(person.Id, ct) is not { } kept)
        {
            DeskDoor.Done(context, Address);
            return;
        }

        var after = Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : (Cursor?)null;
        var page = await store.ListAsync(person.Id, PageSize, after, ct);
        await PageWriter.WriteAsync<OwnReadsPage>(context, new OwnReadsView
        {
            Kept = kept,
            Reads = page.Items,
            Next = page.Next?.ToString(),
            IsFirst = after is null,
            Months = options.Recommendations.ReadingMonths,
            Notice = context.Request.Query["done"].ToString() switch
            {
                "removed" => say["The article is deleted from what is kept."],
                "cleared" => say["Everything that was kept until now is deleted."],
                _ => null,
            },
            Masthead = Head(say["What is kept of your reading"], Kept, say, person),
        });
    }

    private static async Task SwitchOnAsync(HttpContext context, ReadingStore store, TimeProvider time, CancellationToken ct)
    {
        if (Person(context, Address) is { } person)
        {
            await store.SwitchOnAsync(person.Id, time.GetUtcNow(), ct);
            DeskDoor.Done(context, Address + "?done=on");
        }
    }

    private static async Task SwitchOffAsync(HttpContext context, ReadingStore store, CancellationToken ct)
    {
        if (Person(context, Address) is { } person)
        {
            await store.SwitchOffAsync(person.Id, ct);
            DeskDoor.Done(context, Address + "?done=off");
        }
    }

    private static async Task RemoveAsync(HttpContext context, ReadingStore store, CancellationToken ct)
    {
        if (Person(context, Kept) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParse(form.Text("article"), out var article))
        {
            await store.RemoveAsync(person.Id, article, ct);
        }

        DeskDoor.Done(context, Kept + "?done=removed");
    }

    private static async Task ClearAsync(HttpContext context, ReadingStore store, TimeProvider time, CancellationToken ct)
    {
        if (Person(context, Kept) is { } person)
        {
            await store.ClearAsync(person.Id, time.GetUtcNow(), ct);
            DeskDoor.Done(context, Kept + "?done=cleared");
        }
    }

    private static async Task SendAsync(HttpContext context, KeptOfReading kept, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        if (Person(context, Kept) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var (reads, site, isCsv) = (await kept.ListAllAsync(person.Id, ct), options.AddressFor(context.Request), form.Text("as") == "csv");
        context.Response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"recto-my-reading-{time.GetUtcNow():yyyy-MM-dd}.{(isCsv ? "csv" : "json")}\"";
        var text = isCsv
            ? "title,address,first_read_on\r\n" + string.Concat(reads.Select(read => $"{CsvField.Of(read.Title)},{CsvField.Of(KeptOfReading.AddressOf(read, site))},{KeptOfReading.Day(read)}\r\n"))
            : KeptOfReading.Rows(reads, site).ToJsonString(Json);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    private static Masthead Head(string title, string address, Say say, DeskPerson person) => new() { Title = title, IsAccount = true, Language = say.Language, Address = address, IsDesk = person.HasPlace };

    // Whoever is signed in; null for nobody, who is then led to the sign-in.
    private static DeskPerson? Person(HttpContext context, string to)
    {
        if (context.Person() is { } person)
        {
            return person;
        }

        DeskDoor.Done(context, DeskDoor.SignIn + "?to=" + Uri.EscapeDataString(to));
        return null;
    }
}

/// <summary>What the page of one’s own list shows.</summary>
public sealed record OwnListView
{
    /// <summary>Since when it is on; null where it is off.</summary>
    public required KeptReading? Kept { get; init; }

    /// <summary>The list.</summary>
    public required IReadOnlyList<OwnLine> Lines { get; init; }

    /// <summary>How many months a read is kept.</summary>
    public required int Months { get; init; }

    /// <summary>From how many readers on something is learned of what was read together.</summary>
    public required int Fewest { get; init; }

    /// <summary>Whether something is learned of the lists of readers who have one.</summary>
    public required bool LearnsFromReaders { get; init; }

    /// <summary>Whether the browser asks not to be followed.</summary>
    public required bool IsUnfollowed { get; init; }

    /// <summary>Whether they have a place at the desk: what they read for their work is not kept.</summary>
    public required bool WorksHere { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>What the page of what is kept shows.</summary>
public sealed record OwnReadsView
{
    /// <summary>Since when, and how much in all.</summary>
    public required KeptReading Kept { get; init; }

    /// <summary>A page of it.</summary>
    public required IReadOnlyList<KeptRead> Reads { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>How many months a read is kept.</summary>
    public required int Months { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}
