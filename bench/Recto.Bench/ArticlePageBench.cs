using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Recto.App;
using Recto.App.Features.Articles;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Bench;

/// <summary>What an article page costs when nothing is cached, part by part: the row, its record, the frame.</summary>
[MemoryDiagnoser]
public class ArticlePageBench
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recto-bench-").FullName;
    private WebApplication _site = null!;
    private ArticleStore _articles = null!;
    private ArticlePageRow _row = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var data = new DatabaseOptions { DataFolder = _folder };
        await ServeCommand.PrepareAsync(data, demo: true, Terminal.OfProcess(), CancellationToken.None);
        _site = Site.Build(new SiteOptions { Database = data, OutputCache = false });
        _articles = _site.Services.GetRequiredService<ArticleStore>();
        var slug = (await _articles.ListAsync(1, null, CancellationToken.None)).Items[0].Slug;
        _row = (await _articles.FindPageAsync(slug, Visibility.Published, CancellationToken.None))!;
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public async Task<object?> Row() => await _articles.FindPageAsync(_row.Slug, Visibility.Published, CancellationToken.None);

    [Benchmark]
    public object Record() => ArticleView.From(_row, false, "http://localhost", Recto.Journals.Access.Asker.Anybody(DateTimeOffset.UnixEpoch));

    [Benchmark]
    public async Task<int> Frame()
    {
        using var scope = _site.Services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = "HEAD";
        await PageWriter.WriteAsync<ArticlePage>(context, ArticleView.From(_row, false, "http://localhost", Recto.Journals.Access.Asker.Anybody(DateTimeOffset.UnixEpoch)));
        return context.Response.StatusCode;
    }
}
