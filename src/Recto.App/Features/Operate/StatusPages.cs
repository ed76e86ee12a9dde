using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;

namespace Recto.App.Features.Operate;

/// <summary>The state of the site as the desk sees it.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Status">How the site is.</param>
public sealed record StatusView(DeskPerson Person, SiteStatus Status);

/// <summary>The page on which an administrator sees how the site is, and the same for programs.</summary>
internal static class StatusPages
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/status";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskPage(Address + ".json", SendAsync);
    }

    private static async Task ShowAsync(HttpContext context, AskStatus ask, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.SeeStatus, null))
        {
            await PageWriter.WriteAsync<StatusPage>(context, new StatusView(context.Person()!, await ask.RunAsync(ct)));
        }
    }

    private static async Task SendAsync(HttpContext context, AskStatus ask, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.SeeStatus, null))
        {
            await context.Response.WriteAsJsonAsync(await ask.RunAsync(ct), Written, ct);
        }
    }
}
