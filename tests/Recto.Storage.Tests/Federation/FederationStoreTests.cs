using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Federation;

namespace Recto.Storage.Tests.Federation;

public sealed class FederationStoreTestsOnSqlite() : FederationStoreTests(Engine.Sqlite);

public sealed class FederationStoreTestsOnPostgres() : FederationStoreTests(Engine.Postgres);

/// <summary>By what institutions and persons are known elsewhere.</summary>
public abstract class FederationStoreTests(Engine engine) : StoreTests(engine)
{
    private const string Idp = "https://idp.uni-x.example/idp";

    private InstitutionIdentityStore Identities => new(Database);

    private IdentityProviderStore Providers => new(Database);

    private AccountIdentityStore Persons => new(Database);

    [Fact]
    public async Task A_provider_speaks_for_a_scope_of_one_institution()
    {
        var (x, y) = (await InstitutionAsync("x"), await InstitutionAsync("y"));

        Assert.True(await AddAsync(x, "Uni-X.example", Affiliation.Alum, Affiliation.Affiliate));
        Assert.False(await AddAsync(y, "uni-x.example")); // Nobody takes over another's people.
        Assert.True(await AddAsync(y, "uni-y.example"));

        var known = await Identities.ListByIssuerAsync(IdentityKind.Saml, Idp, Ct);
        Assert.Equal([(x, "uni-x.example"), (y, "uni-y.example")], known.Select(identity => (identity.InstitutionId, identity.Scope)));
        Assert.Equal([Affiliation.Alum, Affiliation.Affiliate], known[0].AlsoAdmits.Order());
        Assert.Empty(known[1].AlsoAdmits);
        Assert.Equal(["The uni-y.example", "Университет"], known[1].Names);
        Assert.Empty(await Identities.ListByIssuerAsync(IdentityKind.Oidc, Idp, Ct));
        Assert.Empty(await Identities.ListByIssuerAsync(IdentityKind.Saml, Idp + "/", Ct)); // To the letter.
        Assert.Empty(await Identities.ListByIssuerAsync(IdentityKind.Saml, "a\0b", Ct));
    }

    [Fact]
    public async Task Of_an_institution_that_is_no_customer_any_more_nothing_is_found()
    {
        var x = await InstitutionAsync("x");
        await AddAsync(x, "uni-x.example");
        await RunAsync("UPDATE institutions SET closed_at = 1 WHERE id = @x", new { x });

        Assert.Empty(await Identities.ListByIssuerAsync(IdentityKind.Saml, Idp, Ct));
        Assert.Empty(await Identities.ListChoosableAsync(Ct));
        Assert.Single(await Identities.ListOfAsync(x, Ct)); // The desk still sees it.
    }

    [Fact]
    public async Task Institutions_with_a_way_in_can_be_chosen_by_name()
    {
        await InstitutionAsync("no-way-in");
        var (b, a) = (await InstitutionAsync("b"), await InstitutionAsync("a"));
        await AddAsync(b, "uni-b.example");
        await AddAsync(a, "uni-a.example");
        await AddAsync(a, "uni-a2.example");

        var all = await Identities.ListChoosableAsync(Ct);

        Assert.Equal(["a", "b"], all.Select(institution => institution.Key));
        Assert.Equal(["uni-a.example", "uni-a2.example"], all[0].Identities.Select(identity => identity.Scope));
    }

    [Fact]
    public async Task An_identity_is_removed_from_its_own_institution_only()
    {
        var (x, y) = (await InstitutionAsync("x"), await InstitutionAsync("y"));
        await AddAsync(x, "uni-x.example");
        var id = (await Identities.ListOfAsync(x, Ct)).Single().Id;

        Assert.False(await WriteAsync(tx => Identities.RemoveAsync(tx, y, id, Ct)));
        Assert.True(await WriteAsync(tx => Identities.RemoveAsync(tx, x, id, Ct)));
        Assert.Empty(await Identities.ListOfAsync(x, Ct));
    }

    [Fact]
    public async Task A_provider_is_kept_as_it_was_said_and_of_two_who_save_one_is_told()
    {
        var provider = new IdentityProvider { Id = Guid.CreateVersion7(Now), Key = "orcid", Kind = ProviderKind.Person, Name = "ORCID", Issuer = "https://orcid.org", ClientId = "APP-1", ClientSecret = "sealed", Scopes = "openid" };

        Assert.True(await WriteAsync(tx => Providers.AddAsync(tx, provider, Now, Ct)));
        Assert.False(await WriteAsync(tx => Providers.AddAsync(tx, provider with { Id = Guid.CreateVersion7(Now) }, Now, Ct)));
        Assert.Equal(provider, await Providers.FindAsync("orcid", Ct));
        Assert.True(await WriteAsync(tx => Providers.SaveAsync(tx, provider with { IsOn = false, Key = "other" }, 1, Now, Ct)));
        Assert.False(await WriteAsync(tx => Providers.SaveAsync(tx, provider, 1, Now, Ct)));
        Assert.Equal(provider with { IsOn = false, EditVersion = 2 }, await Providers.FindAsync("orcid", Ct));
        Assert.DoesNotContain("sealed", provider.ToString(), StringComparison.Ordinal);
        Assert.True(await WriteAsync(tx => Providers.RemoveAsync(tx, provider.Id, Ct)));
        Assert.Empty(await Providers.ListAsync(Ct));
        Assert.Null(await Providers.FindAsync("a\0b", Ct));
    }

    [Fact]
    public async Task What_a_provider_calls_a_person_is_one_account()
    {
        var (ada, bo) = (await AccountAsync("ada"), await AccountAsync("bo"));
        var orcid = new AccountIdentity(Guid.CreateVersion7(Now), ada, "https://orcid.org", "0000-0002-1825-0097", Now);

        Assert.True(await WriteAsync(tx => Persons.AddAsync(tx, orcid, Ct)));
        Assert.False(await WriteAsync(tx => Persons.AddAsync(tx, orcid with { Id = Guid.CreateVersion7(Now), AccountId = bo }, Ct)));

        Assert.Equal(orcid, await Persons.FindAsync("https://orcid.org", "0000-0002-1825-0097", Ct));
        Assert.Null(await Persons.FindAsync("https://evil.example", "0000-0002-1825-0097", Ct)); // Another's word for the same name.
        Assert.Null(await WriteAsync(tx => Persons.RemoveAsync(tx, bo, orcid.Id, Ct)));
        Assert.Equal(orcid, await WriteAsync(tx => Persons.RemoveAsync(tx, ada, orcid.Id, Ct)));
        Assert.Empty(await Persons.ListAsync(ada, Ct));
        await WriteAsync(tx => Persons.AddAsync(tx, orcid, Ct));
        await WriteAsync(async tx => { await Persons.RemoveAllAsync(tx, ada, Ct); return 0; });
        Assert.Empty(await Persons.ListAsync(ada, Ct));
    }

    private Task<bool> AddAsync(Guid institution, string scope, params Affiliation[] admits) => WriteAsync(tx => Identities.AddAsync(tx,
        new() { Id = Guid.CreateVersion7(), InstitutionId = institution, Kind = IdentityKind.Saml, Issuer = Idp, Scope = scope, AlsoAdmits = admits.ToHashSet(), Names = ["The " + scope, "Университет"] }, Now.AddSeconds(_added++), Ct));

    private int _added;

    private async Task<Guid> InstitutionAsync(string key)
    {
        var id = Guid.CreateVersion7();
        await RunAsync("INSERT INTO institutions (id, key, name, name_key, created_at, updated_at) VALUES (@id, @key, @key, @key, 1, 1)", new { id, key });
        return id;
    }

    private async Task<Guid> AccountAsync(string name)
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = name, Email = name + "@example.org", EmailKey = name.ToUpperInvariant() + "@EXAMPLE.ORG", SecurityStamp = "s" };
        await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, account, Now, Ct));
        return account.Id;
    }

    private async Task RunAsync(string sql, object values)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: Ct));
    }
}
