using System.Net;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.Storage.Tests.Access;

/// <summary>Institutions, their parents and ranges.</summary>
public abstract class InstitutionStoreTests(Engine engine) : StoreTests(engine)
{
    private InstitutionStore Store => new(Database);

    [Fact]
    public async Task What_is_said_of_an_institution_is_kept_and_edited_once_for_each_version()
    {
        var parent = await AddAsync("university");
        var made = Sample("library") with
        {
            Name = "Bibliothèque de l’Université",
            Country = "CH",
            Ror = "https://ror.org/02k7v4d05",
            Parents = [parent],
            Details = new() { VatId = "CHE-116.254.789", Address = "Rue 1\nBerne", Contact = "acquisitions@example.org", Notes = "By post." },
        };
        Assert.Equal(InstitutionSaving.Saved, await SaveAsync(made));

        var kept = await Store.FindAsync("library", Ct);
        Assert.Equivalent(made with { EditVersion = 1 }, kept, strict: true);
        Assert.Equivalent(kept, await Store.FindAsync(made.Id, Ct), strict: true);
        Assert.Null(await Store.FindAsync("nobody\0", Ct));

        Assert.Equal(InstitutionSaving.Saved, await SaveAsync(kept! with { Name = "Library", Parents = [], IsConsortium = true, Details = InstitutionDetails.None }));
        Assert.Equal(InstitutionSaving.ChangedMeanwhile, await SaveAsync(kept! with { Name = "Late" }));
        kept = await Store.FindAsync(made.Id, Ct);
        Assert.Equal(("Library", true, 2, 0), (kept!.Name, kept.IsConsortium, kept.EditVersion, kept.Parents.Count));
        Assert.Equal(InstitutionDetails.None, kept.Details);
    }

    [Fact]
    public async Task A_key_or_a_ROR_id_names_one_institution()
    {
        await AddAsync("one");
        var two = Sample("two") with { Ror = "https://ror.org/02k7v4d05" };
        Assert.Equal(InstitutionSaving.Saved, await SaveAsync(two));

        Assert.Equal(InstitutionSaving.KeyTaken, await SaveAsync(Sample("one")));
        Assert.Equal(InstitutionSaving.KeyTaken, await SaveAsync(two with { Key = "one", EditVersion = 1 }));
        Assert.Equal(InstitutionSaving.RorTaken, await SaveAsync(Sample("three") with { Ror = two.Ror }));
        Assert.Null(await Store.FindAsync("three", Ct));
    }

    [Fact]
    public async Task Nobody_holds_rights_through_themselves()
    {
        var top = await AddAsync("top");
        var middle = await AddAsync("middle", top);
        var low = await AddAsync("low", middle);

        Assert.Equal(InstitutionSaving.Circle, await SaveAsync((await Store.FindAsync(top, Ct))! with { Parents = [low] }));
        Assert.Equal(InstitutionSaving.Circle, await SaveAsync((await Store.FindAsync(top, Ct))! with { Parents = [top] }));
        Assert.Equal(InstitutionSaving.Saved, await SaveAsync((await Store.FindAsync(low, Ct))! with { Parents = [middle, top] }));
        Assert.Equal(new[] { top, middle }.Order(), (await Store.FindAsync(low, Ct))!.Parents);
    }

    [Fact]
    public async Task An_institution_on_which_something_hangs_is_closed_and_not_deleted()
    {
        var (parent, child, holder) = (await AddAsync("parent"), Guid.Empty, await AddAsync("holder"));
        child = await AddAsync("child", parent);
        await RightAsync(holder);

        Assert.False(await WriteAsync(tx => Store.DeleteAsync(tx, parent, Ct)));
        Assert.False(await WriteAsync(tx => Store.DeleteAsync(tx, holder, Ct)));
        Assert.True(await WriteAsync(tx => Store.DeleteAsync(tx, child, Ct)));
        Assert.True(await WriteAsync(tx => Store.DeleteAsync(tx, parent, Ct)));
        Assert.False(await WriteAsync(tx => Store.DeleteAsync(tx, parent, Ct)));

        Assert.True(await WriteAsync(tx => Store.SetOpenAsync(tx, holder, false, Now, Ct)));
        Assert.False(await WriteAsync(tx => Store.SetOpenAsync(tx, holder, false, Now, Ct)));
        Assert.Equal((Now, 2), ((await Store.FindAsync(holder, Ct))!.ClosedAt!.Value, (await Store.FindAsync(holder, Ct))!.EditVersion));
        Assert.True(await WriteAsync(tx => Store.SetOpenAsync(tx, holder, true, Now, Ct)));
        Assert.Null((await Store.FindAsync(holder, Ct))!.ClosedAt);
    }

    [Fact]
    public async Task Ranges_are_listed_by_address_paged_added_once_excluded_and_removed()
    {
        var id = await AddAsync("library");
        var added = await RangesAsync(id, "130.92.0.0/16", "8.8.8.8", "2001:620::/32", "8.8.8.8/32", "130.92.4.*");
        Assert.Equal(["130.92.0.0/16", "8.8.8.8", "2001:620::/32", "130.92.4.*"], added!.Select(range => range.Written));
        Assert.Empty((await RangesAsync(id, "8.8.8.8"))!);

        var first = await Store.ListRangesAsync(id, 2, null, Ct);
        var second = await Store.ListRangesAsync(id, 2, first.Next, Ct);
        Assert.Equal(["8.8.8.8", "130.92.0.0/16", "130.92.4.*", "2001:620::/32"], first.Items.Concat(second.Items).Select(range => range.Written));
        Assert.Null(second.Next);
        Assert.Equal("note of 8.8.8.8", first.Items[0].Note);
        Assert.Empty((await Store.ListRangesAsync(id, 2, new Recto.Storage.Lists.Cursor("none", id), Ct)).Items);

        var holding = await Store.ListHoldingAsync(AddressNumber.Of(IPAddress.Parse("130.92.4.7")), Ct);
        Assert.Equal(["130.92.4.*", "130.92.0.0/16"], holding.Select(range => range.Written));

        Assert.Single(await WriteAsync(tx => Store.ExcludeRangesAsync(tx, id, [holding[0].Id, Guid.NewGuid()], true, Now, Ct)));
        Assert.True((await Store.ListHoldingAsync(holding[0].Range.First, Ct))[0].IsExcluded);
        Assert.Empty(await WriteAsync(tx => Store.RemoveRangesAsync(tx, Guid.NewGuid(), [holding[0].Id], Now, Ct)));
        Assert.Equal("130.92.4.*", Assert.Single(await WriteAsync(tx => Store.RemoveRangesAsync(tx, id, [holding[0].Id], Now, Ct))).Written);
        Assert.Equal(3, (await Store.ListRangesAsync(id, 10, null, Ct)).Items.Count);
        Assert.Null(await RangesAsync(Guid.NewGuid(), "8.8.4.4"));
    }

    [Fact]
    public async Task Memory_takes_everything_in_and_the_ranges_of_open_ones_only()
    {
        var parent = await AddAsync("parent");
        var (open, closed) = (await AddAsync("open", parent), await AddAsync("closed"));
        await RangesAsync(open, "130.92.0.0/16", "2001:620::/32");
        await RangesAsync(closed, "8.8.8.0/24");
        await WriteAsync(tx => Store.SetOpenAsync(tx, closed, false, Now, Ct));

        var (institutions, ranges) = await Store.LoadAsync(Ct);

        Assert.Equal(new[] { parent, open, closed }.Order(), institutions.Select(institution => institution.Id));
        Assert.Equal([parent], institutions.Single(institution => institution.Id == open).Parents);
        Assert.Equal(["130.92.0.0/16", "2001:620::/32"], ranges.OrderBy(range => range.Range.First).Select(range => range.Range.ToString()));
        Assert.All(ranges, range => Assert.Equal((open, false), (range.InstitutionId, range.IsExcluded)));
    }

    [Fact]
    public async Task Every_change_changes_the_state()
    {
        var id = await AddAsync("library");
        var known = new List<string> { await Store.StateAsync(Ct) };
        async Task SeeAsync()
        {
            known.Add(await Store.StateAsync(Ct));
            Assert.Equal(known.Count, known.Distinct().Count());
        }

        Assert.Equal(known[0], await Store.StateAsync(Ct));
        var other = await AddAsync("other", id);
        await SeeAsync();
        var range = (await RangesAsync(id, "8.8.8.8"))![0].Id;
        await SeeAsync();
        await WriteAsync(tx => Store.ExcludeRangesAsync(tx, id, [range], true, Now, Ct));
        await SeeAsync();
        await WriteAsync(tx => Store.RemoveRangesAsync(tx, id, [range], Now, Ct));
        await SeeAsync();
        await SaveAsync((await Store.FindAsync(other, Ct))! with { Parents = [] });
        await SeeAsync();
        await WriteAsync(tx => Store.SetOpenAsync(tx, other, false, Now, Ct));
        await SeeAsync();
        await RightAsync(id);
        await SeeAsync();
        await WriteAsync(tx => Store.DeleteAsync(tx, other, Ct));
        await SeeAsync();
    }

    [Fact]
    public async Task The_list_goes_by_name_finds_by_name_key_and_ROR_and_counts()
    {
        var bern = Sample("ub-bern") with { Name = "Universitätsbibliothek Bern", Ror = "https://ror.org/02k7v4d05" };
        await SaveAsync(bern);
        await AddAsync("alma", bern.Id);
        var zeta = await AddAsync("zeta");
        await RangesAsync(bern.Id, "130.92.0.0/16", "8.8.8.8");
        await RightAsync(bern.Id);
        await WriteAsync(tx => Store.SetOpenAsync(tx, zeta, false, Now, Ct));

        var first = await Store.ListAsync(null, null, Now, 2, null, Ct);
        var second = await Store.ListAsync(null, null, Now, 2, first.Next, Ct);
        Assert.Equal(["alma", "zeta", "ub-bern"], first.Items.Concat(second.Items).Select(row => row.Key));
        Assert.Equal((2, 1, 1), (second.Items[0].Ranges, second.Items[0].Rights, second.Items[0].Members));
        Assert.Equal(["alma", "ub-bern"], (await Store.ListAsync(null, true, Now, 9, null, Ct)).Items.Select(row => row.Key));
        Assert.Equal(["zeta"], (await Store.ListAsync(null, false, Now, 9, null, Ct)).Items.Select(row => row.Key));
        foreach (var search in new[] { "universitätsb", "UB Bern", " https://ror.org/02k7v4d05" })
        {
            Assert.Equal("ub-bern", Assert.Single((await Store.ListAsync(search, null, Now, 9, null, Ct)).Items).Key);
        }

        Assert.Empty((await Store.ListAsync("a_ma", null, Now, 9, null, Ct)).Items);
        Assert.Empty((await Store.ListAsync("nobody\0", null, Now, 9, null, Ct)).Items);
    }

    private static Institution Sample(string key) => new() { Id = Guid.CreateVersion7(), Key = key, Name = "The " + key };

    private Task<InstitutionSaving> SaveAsync(Institution institution) => WriteAsync(tx => Store.SaveAsync(tx, institution, Now, Ct));

    private async Task<Guid> AddAsync(string key, params Guid[] parents)
    {
        var institution = Sample(key) with { Parents = parents };
        Assert.Equal(InstitutionSaving.Saved, await SaveAsync(institution));
        return institution.Id;
    }

    private Task<IReadOnlyList<InstitutionRangeRow>?> RangesAsync(Guid id, params string[] written) => WriteAsync(tx => Store.AddRangesAsync(tx, id, [.. written.Select(text =>
    {
        Assert.Null(RangeReader.TryRead(text, out var range));
        return new InstitutionRangeRow(Guid.CreateVersion7(), id, range, text, "note of " + text);
    })], Now, Ct));

    private async Task RightAsync(Guid institution)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (@id, 'subscription', @institution, 0, 1, 7)";
        foreach (var (name, value) in new[] { ("id", Guid.CreateVersion7()), ("institution", institution) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class InstitutionStoreOnSqliteTests() : InstitutionStoreTests(Engine.Sqlite);

public sealed class InstitutionStoreOnPostgresTests() : InstitutionStoreTests(Engine.Postgres);
