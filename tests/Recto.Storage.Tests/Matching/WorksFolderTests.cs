using System.Text;
using Recto.Journals.Matching;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;
using Recto.Journals.Matching.Works;
using Recto.Storage.Matching;

namespace Recto.Storage.Tests.Matching;

/// <summary>The index of works on disk: appended to, read meanwhile, killed, damaged.</summary>
public sealed class WorksFolderTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("recto-test-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_home.FullName, "index");

    private WorksFolder Works => new(Place);

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void What_is_appended_is_found_beside_what_was_there()
    {
        Assert.Null(Works.Open());

        Works.Append([Work("10.5555/salt", "Salt roads of the north", "Orlova", "144")], "one", Ct);
        Works.Append([Work("10.5555/tin", "Tin mines and their owners", "Reyes", "201")], null, Ct);

        Assert.Equal("10.5555/salt", Match("Orlova, Salt roads of the north, Road Studies 12 (1994) 144"));
        Assert.Equal("10.5555/tin", Match("Reyes, Tin mines and their owners, Road Studies 12 (1994) 201"));
        Assert.Equal("one", Works.Manifest().Mark);
    }

    [Fact]
    public void A_file_is_appended_once_and_again_when_it_has_changed()
    {
        var file = Write("works.jsonl", """{"doi":"10.5555/salt","title":"Salt roads"}""" + "\n");

        Assert.Equal(1, Works.Append(new WorksSource(file), null, Ct));
        Assert.Null(Works.Append(new WorksSource(file), null, Ct));
        Write("works.jsonl", """{"doi":"10.5555/salt","title":"Salt"}""" + "\n" + """{"doi":"10.5555/tin","title":"Tin"}""");
        Assert.Equal(2, Works.Append(new WorksSource(file), null, Ct));
    }

    [Fact]
    public void Many_small_additions_stay_few_files_and_all_are_found()
    {
        for (var i = 0; i < 40; i++)
        {
            Works.Append([Work($"10.5555/{i}", $"Road {i} to quarry{i}", $"Orlova{i}", $"{100 + i}")], null, Ct);
        }

        Works.Verify(Ct);
        Assert.InRange(Works.Manifest().Segments.Count, 1, 9);
        Assert.Equal(Works.Manifest().Segments.Count, Directory.EnumerateFiles(Place, "*.works").Count());
        Assert.Equal("10.5555/17", Match("Orlova17, Road 17 to quarry17, Road Studies 12 (1994) 117"));
    }

    [Fact]
    public void A_build_that_is_stopped_leaves_the_old_index_and_no_file()
    {
        Works.Append([Work("10.5555/salt", "Salt roads of the north", "Orlova", "144")], null, Ct);
        var before = Files();
        var file = Write("many.jsonl", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"doi\":\"10.5555/m{i}\",\"title\":\"Road {i} of many and of some length, so that several parts are read\"}}\n")));
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Works.Append(new WorksSource(file), _ => stop.Cancel(), stop.Token));

        Assert.Equal(before, Files());
        Assert.Equal("10.5555/salt", Match("Orlova, Salt roads of the north, Road Studies 12 (1994) 144"));
    }

    [Fact]
    public void A_fault_in_the_middle_of_a_file_leaves_the_old_index_and_names_file_and_line()
    {
        Works.Append([Work("10.5555/salt", "Salt roads of the north", "Orlova", "144")], null, Ct);
        var before = Files();
        var file = Write("bad.jsonl", "{\"doi\":\"10.5555/1\",\"title\":\"One\"}\n{\"doi\":");

        var refused = Assert.Throws<InvalidDataException>(() => Works.Append(new WorksSource(file), null, Ct));

        Assert.Contains("bad.jsonl", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void What_a_killed_program_left_is_removed_by_the_next_that_writes()
    {
        Works.Append([Work("10.5555/salt", "Salt roads", "Orlova", "144")], null, Ct);
        File.WriteAllText(Path.Combine(Place, "dead.works.1.building"), "half");
        File.WriteAllText(Path.Combine(Place, "unnamed.works"), "whole, but the manifest was never written");

        Works.Append([Work("10.5555/tin", "Tin mines", "Reyes", "201")], null, Ct);

        Assert.DoesNotContain(Files(), name => name.StartsWith("dead", StringComparison.Ordinal) || name.StartsWith("unnamed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_segment_that_was_cut_off_or_changed_is_refused_by_its_name()
    {
        Works.Append([Work("10.5555/salt", "Salt roads", "Orlova", "144")], null, Ct);
        var path = Path.Combine(Place, Works.Manifest().Segments[0]);
        var whole = File.ReadAllBytes(path);

        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Works.Open()).Message, StringComparison.Ordinal);
        whole[60] ^= 1;
        File.WriteAllBytes(path, whole);
        Assert.Contains(Path.GetFileName(path), Assert.Throws<InvalidDataException>(() => Works.Verify(Ct)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Place, "manifest.json"), "{\"segments\":");
        Assert.Contains("--rebuild", Assert.Throws<InvalidDataException>(() => Works.Open()).Message, StringComparison.Ordinal);
        Works.Clear();
        Assert.Null(Works.Open());
    }

    [Fact]
    public async Task Readers_go_on_while_works_are_appended_and_segments_merged()
    {
        Works.Append([Work("10.5555/salt", "Salt roads of the north", "Orlova", "144")], null, Ct);
        var time = new Forward();
        using var matcher = new ReferenceMatcher(Works, time);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var read = 0;
            do
            {
                Assert.Equal("10.5555/salt", matcher.Match([new ReferenceToMatch { Text = "Orlova, Salt roads of the north, Road Studies 12 (1994) 144" }], CancellationToken.None)[0].Doi);
                read++;
            }
            while (!stop.IsCancellationRequested);

            return read;
        }, Ct)).ToList();

        for (var i = 0; i < 30; i++)
        {
            Works.Append([Work($"10.5555/{i}", $"Quarry {i} of many", $"Reyes{i}", $"{300 + i}")], null, Ct);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), read => Assert.True(read > 0));
        Assert.Equal("10.5555/29", matcher.Match([new ReferenceToMatch { Text = "Reyes29, Quarry 29 of many, Road Studies 12 (1994) 329" }], Ct)[0].Doi);
    }

    [Fact]
    public void Two_writers_do_not_write_at_once()
    {
        Works.Append([Work("10.5555/salt", "Salt roads", "Orlova", "144")], null, Ct);
        using var other = new FileStream(Path.Combine(Place, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("wait", Assert.Throws<WorksBusyException>(() => Works.Append([Work("10.5555/tin", "Tin", "Reyes", "1")], null, Ct)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_without_an_index_matches_nothing()
    {
        using var matcher = new ReferenceMatcher(Works, TimeProvider.System);

        Assert.Equal([MatchAnswer.Nothing, MatchAnswer.Nothing], matcher.Match([new ReferenceToMatch { Text = "Orlova" }, new ReferenceToMatch { Text = "" }], Ct));
    }

    private string? Match(string reference)
    {
        using var open = Works.Open();
        return new WorksMatcher(open!.Index, MatchModel.Shipped, 0.3).Match(new ReferenceToMatch { Text = reference }).Doi;
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(Place).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_home.FullName, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static Work Work(string doi, string title, string family, string page) => new() { Doi = doi, Title = title, Authors = [new WorkName(family, "A.")], Year = "1994", Container = "Road Studies", Volume = "12", Pages = page };

    // Every look at the clock is a minute later.
    private sealed class Forward : TimeProvider
    {
        private long _minutes;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero).AddMinutes(Interlocked.Increment(ref _minutes));
    }
}
