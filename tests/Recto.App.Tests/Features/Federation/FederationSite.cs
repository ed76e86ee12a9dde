using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Federation;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>A site with a closed article, and a university that subscribes.</summary>
internal sealed class FederationSite(WebSite site) : IAsyncDisposable
{
    public const string Closed = ReadOnlySite.Marchmont;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public WebSite Site => site;

    public string Address => site.Address.ToString().TrimEnd('/');

    public static async Task<FederationSite> StartAsync(bool saml = true, Func<SiteOptions, SiteOptions>? options = null, Action<WebApplicationBuilder>? configure = null, params (string Name, string Value)[] environment)
    {
        SamlSettings? settings = null;
        if (saml)
        {
            var said = environment.Append(("RECTO_SAML_SECRET", SamlLab.Secret)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
            Assert.True(SamlSettings.TryRead(said.GetValueOrDefault, out settings, out var wrong), wrong);
        }

        var made = new FederationSite(await WebSite.StartAsync(configure, lookForChanges: TimeSpan.FromHours(1), options: told => options?.Invoke(told with { Saml = settings, Inside = ["127.0.0.1", "localhost"] }) ?? told with { Saml = settings, Inside = ["127.0.0.1", "localhost"] }));
        await made.RunAsync($"UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = '{Closed["/articles/".Length..]}'");
        return made;
    }

    /// <summary>Adds an institution, a customer that may read everything.</summary>
    public async Task<Institution> InstitutionAsync(string key, string? name = null, bool subscribes = true, params Guid[] parents)
    {
        var institution = new Institution { Id = Guid.CreateVersion7(), Key = key, Name = name ?? "University " + key, Parents = parents };
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            Assert.Equal(InstitutionSaving.Saved, await new InstitutionStore(site.Database).SaveAsync(tx, institution, DateTimeOffset.UtcNow, Ct));
            await tx.CommitAsync(Ct);
        }

        if (subscribes)
        {
            await RunAsync("INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (@id, 'subscription', @institution, 0, 1, 1)", ("id", Guid.CreateVersion7()), ("institution", institution.Id));
        }

        await site.Services.GetRequiredService<KnownInstitutions>().RenewAsync(Ct);
        return institution;
    }

    /// <summary>Lets a provider speak for an institution.</summary>
    public async Task IdentityAsync(Institution institution, string issuer, string scope, IdentityKind kind = IdentityKind.Saml, string[]? names = null, params Affiliation[] admits)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        Assert.True(await site.Services.GetRequiredService<InstitutionIdentityStore>().AddAsync(tx,
            new() { Id = Guid.CreateVersion7(), InstitutionId = institution.Id, Kind = kind, Issuer = issuer, Scope = scope, Names = names ?? [], AlsoAdmits = admits.ToHashSet() }, DateTimeOffset.UtcNow, Ct));
        await tx.CommitAsync(Ct);
        site.Services.GetRequiredService<InstitutionChoices>().Renew();
    }

    /// <summary>Adds a provider of OpenID Connect.</summary>
    public async Task<IdentityProvider> ProviderAsync(string key, ProviderKind kind, string issuer, string name = "Uni X", string secret = OidcLab.ClientSecret, string? scopes = null)
    {
        var provider = new IdentityProvider
        {
            Id = Guid.CreateVersion7(),
            Key = key,
            Kind = kind,
            Name = name,
            Issuer = issuer,
            ClientId = OidcLab.ClientId,
            ClientSecret = site.Services.GetRequiredService<ProviderSecrets>().Protect(secret),
            Scopes = scopes ?? (kind == ProviderKind.Person ? "openid" : "openid eduperson"),
        };
        await using var tx = await site.Database.BeginAsync(Ct);
        Assert.True(await site.Services.GetRequiredService<IdentityProviderStore>().AddAsync(tx, provider, DateTimeOffset.UtcNow, Ct));
        await tx.CommitAsync(Ct);
        site.Services.GetRequiredService<InstitutionChoices>().Renew();
        return provider;
    }

    /// <summary>Whether whoever sends this cookie has the source of the closed article.</summary>
    public async Task<bool> OpensAsync(string? cookie)
    {
        using var answer = await site.GetAsync(Closed + "/source", cookie is null ? [] : [("Cookie", cookie)]);
        return answer.StatusCode == System.Net.HttpStatusCode.OK;
    }

    /// <summary>The cookie of an institution that an answer sets; null where it sets none.</summary>
    public static string? CookieOf(HttpResponseMessage answer) => Accounts.AccountSite.CookieOf(answer, LibrarySessions.Cookie)?.Value;

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

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
