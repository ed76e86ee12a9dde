using System.Data.Common;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Access;

namespace Recto.App.Features.Usage;

/// <summary>The service of reports (COUNTER 5.1, 8): programs of libraries ask it with the key of their institution. Its status everybody may see.</summary>
internal static class CounterEndpoints
{
    private const string Root = "/r51";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps it. Other paths under it are plainly not there, as the standard asks.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapLate(Root + "/status", Reading, StatusAsync).RequireRateLimiting(CounterRate.Name);
        routes.MapLate(Root + "/members", Reading, (HttpContext context, KnownInstitutions institutions, CancellationToken ct) => GuardAsync(context, () => MembersAsync(context, institutions, ct), ct)).RequireRateLimiting(CounterRate.Name);
        routes.MapLate(Root + "/reports", Reading, (HttpContext context, UsageReports reports, TimeProvider time, CancellationToken ct) => GuardAsync(context, () => ListAsync(context, reports, time, ct), ct)).RequireRateLimiting(CounterRate.Name);
        routes.MapLate(Root + "/reports/{id}", Reading, (HttpContext context, UsageReports reports, string id, CancellationToken ct) => GuardAsync(context, () => ReportAsync(context, reports, id, ct), ct)).RequireRateLimiting(CounterRate.Name);
    }

    private static Task StatusAsync(HttpContext context, SiteOptions options, CancellationToken ct) =>
        CounterAnswers.SendAsync(context, body => CounterService.WriteStatus(new ServiceStatus("COUNTER reports of this site", IsActive: true, options.Usage.RegistryRecord, null, []), body), StatusCodes.Status200OK, ct);

    private static async Task MembersAsync(HttpContext context, KnownInstitutions institutions, CancellationToken ct)
    {
        if (await EnterAsync(context, ct) is not { } caller)
        {
            return;
        }

        var site = context.RequestServices.GetRequiredService<UsageReports>().SiteAt(context.Origin());
        ServiceMember Member(KnownInstitution one) => new(one.Name, one.Key, caller.Own.Key, [.. UsageReports.CustomerOf(site, one).Ids.Where(id => id.Namespace != "Proprietary")], null);
        var members = institutions.All.Where(one => one.Id != caller.Own.Id && one.WithAncestors.Contains(caller.Own.Id)).Select(Member);
        await CounterAnswers.SendAsync(context, body => CounterService.WriteMembers([Member(caller.Own), .. members], body), StatusCodes.Status200OK, ct);
    }

    private static async Task ListAsync(HttpContext context, UsageReports reports, TimeProvider time, CancellationToken ct)
    {
        if (await EnterAsync(context, ct) is null)
        {
            return;
        }

        var calendar = await reports.FindCalendarAsync(ct);
        var previous = UsageMonth.Of(time.GetUtcNow()).Plus(-1);
        await CounterAnswers.SendAsync(context, body => CounterService.WriteReports(calendar.First ?? previous, calendar.Last ?? previous, body), StatusCodes.Status200OK, ct);
    }

    private static async Task ReportAsync(HttpContext context, UsageReports reports, string id, CancellationToken ct)
    {
        if (ReportDefinition.Find(id) is not { } definition)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound; // A wrong path is no exception of the standard (Appendix D).
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("There is no such report. Which there are, /r51/reports lists.\n", ct);
            return;
        }

        if (await EnterAsync(context, ct) is not { } caller)
        {
            return;
        }

        var (origin, isTable) = (context.Origin(), CounterAnswers.AsksForTable(context.Request));
        var site = reports.SiteAt(origin);
        var reading = ReportRequestReader.Read(definition, Query(context.Request), site.Platform, await reports.FindCalendarAsync(ct));
        if (reading.Request is not { } request)
        {
            await CounterAnswers.RefuseAsync(context, reading.Refusal!, ct);
            return;
        }

        var customer = caller.Customer is { } institution ? UsageReports.CustomerOf(site, institution) : ReportCustomer.World(site.PlatformId);
        await CounterAnswers.SendAsync(context, await reports.MakeAsync(request, caller.Customer?.Id, customer, origin, ct), isTable, null, ct);
    }

    // Whoever asks is an institution, by its key; it may ask on itself, on those that hold rights through it, and on the world.
    private static async Task<Caller?> EnterAsync(HttpContext context, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (institutions, keys, time) = (services.GetRequiredService<KnownInstitutions>(), services.GetRequiredService<AccessKeyStore>(), services.GetRequiredService<TimeProvider>());
        var (caller, refusal) = await FindAsync(context.Request, institutions, keys, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), ct);
        if (refusal is not null)
        {
            await CounterAnswers.RefuseAsync(context, refusal, ct);
        }

        return caller;
    }

    private static async Task<(Caller? Caller, CounterNotice? Refusal)> FindAsync(HttpRequest request, KnownInstitutions institutions, AccessKeyStore keys, DateOnly today, CancellationToken ct)
    {
        if (ServiceCaller.Read(Query(request), out var refusal) is not { } said)
        {
            return (null, refusal);
        }

        var hash = said.ApiKey is { } given ? AccessKey.HashOf(given) : AccessKey.HashOf(request);
        if (said.ApiKey is null && hash is null)
        {
            return (null, CounterNotice.RequestorNotAuthorized("api_key is missing: the desk of this site makes keys for an institution"));
        }

        var key = hash is null ? null : await keys.FindAsync(hash, AccessKeyPurpose.Kbart, ct);
        if (key?.InstitutionId is not { } id || institutions.Find(id) is not { } own)
        {
            return (null, CounterNotice.ApiKeyInvalid());
        }

        if (said.RequestorId is { } requestor && !IsCalled(own, requestor))
        {
            return (null, CounterNotice.RequestorNotAuthorized("requestor_id is not that of the key"));
        }

        if (key.UsedOn is null || key.UsedOn < today)
        {
            await keys.UsedAsync(key.Id, today, ct);
        }

        if (said.CustomerId == ReportCustomer.WorldId)
        {
            return (new Caller(own, null), null);
        }

        var customer = institutions.Find(said.CustomerId) ?? (RorId.TryRead(said.CustomerId) is { } ror ? institutions.FindByRor(ror) : null);
        return customer is not null && customer.WithAncestors.Contains(own.Id) ? (new Caller(own, customer), null) : (null, CounterNotice.NotAuthorizedForInstitution());
    }

    private static bool IsCalled(KnownInstitution institution, string id) => id == institution.Key || (institution.Ror is { } ror && RorId.TryRead(id) == ror);

    private static List<KeyValuePair<string, string>> Query(HttpRequest request) => [.. request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))];

    // A database that is away is told in the service's own words.
    private static async Task GuardAsync(HttpContext context, Func<Task> answer, CancellationToken ct)
    {
        try
        {
            await answer();
        }
        catch (DbException) when (!context.Response.HasStarted)
        {
            await CounterAnswers.RefuseAsync(context, CounterNotice.ServiceNotAvailable(), ct);
        }
    }

    private sealed record Caller(KnownInstitution Own, KnownInstitution? Customer);
}
