using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Import;
using Recto.App.Tests.Features.Proof;
using Recto.App.Tests.Web;
using Recto.Storage.Articles;

namespace Recto.App.Tests.Import;

/// <summary>Articles that an older program made are made anew, behind everything else.</summary>
public sealed class RemakeOldArticlesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_older_program_made_is_made_anew_with_its_corrections_and_only_once()
    {
        await using var proof = await ProofSite.StartAsync();
        using var kept = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432")]);
        await SetMadeByAsync(proof, "1 1 1");
        var (one, other) = (Job(proof), Job(proof));

        var made = await Task.WhenAll(one.RunOnceAsync(Ct), other.RunOnceAsync(Ct)); // As two processes would.

        Assert.Equal(1, made.Sum());
        Assert.Equal(0, await one.RunOnceAsync(Ct));
        Assert.Equal(ImportArticle.MadeBy, (await Articles(proof).FindToRemakeAsync(proof.Id, Ct))!.MadeBy);
        Assert.Contains("delo 432", ProofSite.Reading(await proof.ShowAsync(), "n2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_made_anew_is_logged_once_and_the_others_go_on()
    {
        await using var proof = await ProofSite.StartAsync();
        await SetMadeByAsync(proof, "1 1 1", all: true);
        var known = await Articles(proof).FindToRemakeAsync(proof.Id, Ct);
        File.Delete(Directory.EnumerateFiles(Path.Combine(proof.Site.Commands.Data, "files"), known!.SourceFile + "*", SearchOption.AllDirectories).Single());
        var log = new KeptLog();
        var job = Job(proof, log);

        var made = await job.RunOnceAsync(Ct);

        Assert.Equal(4, made);
        Assert.Equal(0, await job.RunOnceAsync(Ct));
        Assert.Contains(proof.Id.ToString(), Assert.Single(log.Lines, line => line.Contains("stays as an older program made it", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1 1 1", true)]
    [InlineData("hand", true)]
    [InlineData("999 1 1", false)] // A newer program beside this one: they must not undo each other for ever.
    public void Only_what_is_older_is_made_anew(string? madeBy, bool isOlder)
    {
        Assert.Equal(isOlder, RemakeOldArticles.IsOlder(madeBy));
        Assert.False(RemakeOldArticles.IsOlder(ImportArticle.MadeBy));
    }

    private static ArticleStore Articles(ProofSite proof) => proof.Site.Services.GetRequiredService<ArticleStore>();

    private static RemakeOldArticles Job(ProofSite proof, KeptLog? log = null) => new(Articles(proof), proof.Site.Services.GetRequiredService<Lazy<ImportArticle>>(), TimeProvider.System,
        LoggerFactory.Create(builder => builder.AddProvider(log ?? new KeptLog())).CreateLogger<RemakeOldArticles>());

    private static async Task SetMadeByAsync(ProofSite proof, string madeBy, bool all = false)
    {
        await using var connection = await proof.Site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE articles SET made_by = '{madeBy}'" + (all ? "" : " WHERE slug = 'maubert-the-leaf'");
        await command.ExecuteNonQueryAsync(Ct);
    }
}
