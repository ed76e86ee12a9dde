using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>Sends the visits, each at its instant, and counts every day when it is over, as the site does.</summary>
internal sealed class MonthWalk(UsageSite site, DateTimeOffset first)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Dictionary<string, DeskPerson> _accounts = [];
    private readonly Dictionary<string, string> _tags = [];
    private readonly Dictionary<string, (string Name, string Value)> _cookies = [];
    private DateOnly _day = DateOnly.FromDateTime(first.UtcDateTime);

    public async Task GoAsync(IReadOnlyList<Visit> visits, IEnumerable<(DateTimeOffset At, Func<Task> Change)> changes)
    {
        var waiting = new Queue<(DateTimeOffset At, Func<Task> Change)>(changes);
        foreach (var visit in visits)
        {
            while (waiting.TryPeek(out var change) && change.At <= visit.At)
            {
                await GoToAsync(change.At);
                await waiting.Dequeue().Change();
                await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
            }

            await GoToAsync(visit.At);
            await VisitAsync(visit);
        }

        await GoToAsync(new DateTimeOffset(UsageSite.Month.Plus(2).First.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero));
    }

    // A day is counted when it has been over for ten minutes: whatever was done before that must be written by then.
    private async Task GoToAsync(DateTimeOffset at)
    {
        var counted = DateOnly.FromDateTime((at - RollUpUsage.Patience).UtcDateTime);
        if (counted <= _day)
        {
            site.Clock.SetUtcNow(at);
            return;
        }

        await site.StatusAsync("/robots.txt", "198.51.100.1"); // On the same connection: what was asked before it is done with.
        await site.Web.Services.GetRequiredService<WriteUsage>().WriteAsync(Ct);
        site.Clock.SetUtcNow(at);
        await site.Web.Services.GetRequiredService<RollUpUsage>().RunAsync(Ct);
        _day = counted;
    }

    private async Task VisitAsync(Visit visit)
    {
        var (who, headers) = (visit.Who, new List<(string Name, string Value)>(visit.Headers) { ("User-Agent", visit.Who.Agent) });
        if (who.Unfollowed is { } asks)
        {
            headers.Add((asks, "1"));
        }

        if (who.SignIn is not null)
        {
            headers.Add(Cookie(who));
        }

        // Who was there before asks whether it has changed.
        var known = $"{who.Address} {who.Agent} {who.SignIn} {visit.Path}";
        if (visit.What == Doing.OpensPage && _tags.TryGetValue(known, out var tag))
        {
            headers.Add(("If-None-Match", tag));
        }

        using var answer = await AskAsync(visit, headers);
        int[] may = visit.What == Doing.TakesFile && !visit.Title!.IsReadBy(who, visit.At) ? [403] : [200, 206, 304];
        Assert.True(may.Contains((int)answer.StatusCode), $"{visit} was answered with {(int)answer.StatusCode}.");
        if (visit.What == Doing.OpensPage && answer.Headers.ETag is { } given)
        {
            _tags[known] = given.ToString();
        }
    }

    // A month goes by in minutes, and searches are limited by the minutes of the machine: what is refused for that counts nothing, and is asked for again at the same instant of the month.
    private async Task<HttpResponseMessage> AskAsync(Visit visit, List<(string Name, string Value)> headers)
    {
        while (true)
        {
            var answer = await site.AskAsync(visit.Path, visit.Who.Address, [.. headers]);
            await answer.Content.ReadAsByteArrayAsync(Ct);
            if (answer.StatusCode != System.Net.HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(500, Ct);
        }
    }

    private (string Name, string Value) Cookie(Person who)
    {
        if (!_cookies.TryGetValue(who.SignIn!, out var cookie))
        {
            var person = _accounts.TryGetValue(who.Account!, out var known) ? known : _accounts[who.Account!] = new DeskPerson(Guid.CreateVersion7(), who.Account!, $"{who.Account!.Replace(' ', '-')}@example.org", []);
            cookie = _cookies[who.SignIn!] = site.Web.SignedIn(person);
        }

        return cookie;
    }
}
