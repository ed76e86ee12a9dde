using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Tests.Web;

/// <summary>A site with a closed article, and what is needed to let institutions in.</summary>
internal sealed class InstitutionSite(WebSite site) : IAsyncDisposable
{
    public const string Closed = ReadOnlySite.Marchmont;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public WebSite Site => site;

    public KnownInstitutions Known => (KnownInstitutions)site.Services.GetService(typeof(KnownInstitutions))!;

    public InstitutionStore Store => new(site.Database);

    public static async Task<InstitutionSite> StartAsync(Func<SiteOptions, SiteOptions>? options = null, TimeSpan? lookForChanges = null)
    {
        var made = new InstitutionSite(await WebSite.StartAsync(lookForChanges: lookForChanges ?? TimeSpan.FromHours(1), options: options));
        await made.RunAsync($"UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = '{Closed["/articles/".Length..]}'");
        return made;
    }

    /// <summary>Adds an institution with these networks, as another process would.</summary>
    public async Task<Institution> AddAsync(string key, string[] ranges, string[]? excluded = null, params Guid[] parents)
    {
        var institution = new Institution { Id = Guid.CreateVersion7(), Key = key, Name = "Library " + key, Parents = parents };
        await using var tx = await site.Database.BeginAsync(Ct);
        Assert.Equal(InstitutionSaving.Saved, await Store.SaveAsync(tx, institution, DateTimeOffset.UtcNow, Ct));
        Assert.NotNull(await Store.AddRangesAsync(tx, institution.Id, [.. ranges.Select(range => Row(range, false)), .. (excluded ?? []).Select(range => Row(range, true))], DateTimeOffset.UtcNow, Ct));
        await tx.CommitAsync(Ct);
        return institution;

        InstitutionRangeRow Row(string written, bool isExcluded)
        {
            Assert.Null(RangeReader.TryRead(written, out var range));
            return new(Guid.CreateVersion7(), institution.Id, range, written, null, isExcluded);
        }
    }

    /// <summary>Lets an institution read everything of the site.</summary>
    public Task SubscribeAsync(Guid institution) => RunAsync("INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (@id, 'subscription', @institution, 0, 1, 1)", ("id", Guid.CreateVersion7()), ("institution", institution));

    public async Task RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Whether whoever sends this header has the source of the closed article.</summary>
    public async Task<bool> OpensAsync(params string[] forwarded)
    {
        using var answer = await site.GetAsync(Closed + "/source", [.. forwarded.Select(value => ("X-Forwarded-For", value))]);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The page of the closed article as a reader at that address is shown it; null for no header.</summary>
    public async Task<string> PageAsync(string? address, string path = Closed)
    {
        using var answer = await site.GetAsync(path, address is null ? [] : [("X-Forwarded-For", address)]);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
