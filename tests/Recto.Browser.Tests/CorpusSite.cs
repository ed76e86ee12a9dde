using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>A site with every real article of the shared folder, imported and served as a user would; and their pages.</summary>
public sealed partial class CorpusSite : IAsyncLifetime
{
    private string _data = "";
    private Served? _served;

    /// <summary>Address without a slash at its end.</summary>
    internal string Address => _served!.Address;

    /// <summary>Path and HTML of every article.</summary>
    internal IReadOnlyList<(string Path, string Html)> Pages { get; private set; } = [];

    /// <summary>Those that bring the most elements, classes and attributes that none before them had, in that order: all that brings something, or the first of them.</summary>
    /// <param name="most">How many.</param>
    internal IReadOnlyList<(string Path, string Html)> Varied(int most = int.MaxValue)
    {
        var left = Pages.Select(page => (Page: page, Kinds: Kind().Matches(page.Html).Select(match => Number().Replace(match.Value, "")).ToHashSet(StringComparer.Ordinal))).ToList();
        var chosen = new List<(string Path, string Html)>();
        while (chosen.Count < most && left.Count > 0 && left.MaxBy(page => page.Kinds.Count) is { Kinds.Count: > 0 } best)
        {
            chosen.Add(best.Page);
            left.Remove(best);
            left.ForEach(page => page.Kinds.ExceptWith(best.Kinds));
        }

        return chosen;
    }

    /// <summary>Skips the test where Chromium or the shared articles are absent; in CI it fails.</summary>
    internal static void Ready()
    {
        Site.Ready();
        SharedData.Require("data/articles");
    }

    public async ValueTask InitializeAsync()
    {
        if (Site.Chromium is null || SharedData.Root is null)
        {
            return;
        }

        var shared = Path.Combine(SharedData.Root, "data/articles");
        _data = Directory.CreateTempSubdirectory("recto-corpus-").FullName;
        using (var import = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "import", .. Directory.GetDirectories(shared, "jats-*"), "--data", _data]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            await Task.WhenAll(import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
            await import.WaitForExitAsync();
        }

        _served = await Served.StartWithAsync([("RECTO_FILES", "off")], _data); // Files of all these articles are made elsewhere.
        using var client = new HttpClient();
        var paths = new List<string>();
        for (var next = "/articles"; next is not null;)
        {
            var list = await client.GetStringAsync(Address + next);
            paths.AddRange(Article().Matches(list).Select(match => match.Groups[1].Value));
            next = Next().Match(list) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        var pages = new List<(string Path, string Html)>();
        foreach (var path in paths.Distinct())
        {
            pages.Add((path, await client.GetStringAsync(Address + path)));
        }

        Pages = pages;
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
        {
            await _served.DisposeAsync();
            Directory.Delete(_data, recursive: true);
        }
    }

    [GeneratedRegex("href=\"(/articles/[^\"/?#]+)\"")]
    private static partial Regex Article();

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();

    // <td class="far keep"   <section id=   <ol type=
    [GeneratedRegex("<[a-z0-9]+(?: class=\"[a-z0-9 -]*\"| [a-z-]+=)?")]
    private static partial Regex Kind();

    // Classes c1 to c24 say only how many notes a paragraph has.
    [GeneratedRegex("(?<=\\bc)[0-9]+")]
    private static partial Regex Number();
}
