using System.Reflection;
using System.Text.RegularExpressions;

namespace Recto.App.Tests.Security;

/// <summary>What docs/security.md names as a proof is there: a checklist whose tests were renamed or never written proves nothing.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string Root = Folder();

    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var tests = Tests();
        var missing = new List<string>();
        var named = Named().Matches(Page()).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();
        foreach (var (name, method) in named)
        {
            if (!tests.TryGetValue(name, out var methods))
            {
                missing.Add($"{name} is no class of tests.");
            }
            else if (method.Length > 0 && !methods.Contains(method))
            {
                missing.Add($"{name}.{method} is no test.");
            }
        }

        Assert.True(named.Count > 50, $"Only {named.Count} tests were found in docs/security.md: has its form changed?");
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Every_line_that_claims_something_names_a_test_or_says_why_there_is_none()
    {
        // A claim without a proof stands in the same table as one with: it says where it can be looked at.
        var bare = Page().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Trim('|', ' ').Length > 0 && !Named().IsMatch(line) && !Excuse().IsMatch(line)).ToList();

        Assert.True(bare.Count == 0, string.Join('\n', bare));
    }

    [Fact]
    public void Every_page_and_variable_that_the_page_names_is_there()
    {
        var page = Page();
        var lost = Documents().Matches(page).Select(match => match.Value).Distinct().Where(path => !File.Exists(Path.Combine(Root, path))).ToList();
        var source = string.Join('\n', Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var unread = Variables().Matches(page).Select(match => match.Value).Distinct().Where(name => !source.Contains($"\"{name}", StringComparison.Ordinal)).ToList();

        Assert.True(lost.Count == 0, string.Join('\n', lost));
        Assert.True(unread.Count == 0, string.Join('\n', unread));
    }

    // Tests of this assembly by reflection; of the other projects by their source, for they are not built beside it.
    private static Dictionary<string, HashSet<string>> Tests()
    {
        var tests = typeof(SecurityPageTests).Assembly.GetTypes().Where(type => type.Name.EndsWith("Tests", StringComparison.Ordinal))
            .GroupBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)).Select(method => method.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Where(file => !file.Contains("Recto.App.Tests", StringComparison.Ordinal)))
        {
            tests.TryAdd(Path.GetFileNameWithoutExtension(file), SourceTest().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal));
        }

        return tests;
    }

    private static string Page() => File.ReadAllText(Path.Combine(Root, "docs", "security.md"));

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recto.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in a checkout.");
        }

        return folder;
    }

    // `RouteTests`, `TriesTests.A_neighbour_who_tries`
    [GeneratedRegex(@"`([A-Z][A-Za-z]+Tests)(?:\.([A-Za-z0-9_]+))?`")]
    private static partial Regex Named();

    // What needs no test of ours: not met, not applicable, the framework's, a document, a tool of the build.
    [GeneratedRegex(@"\*\*Not met\*\*|not applicable|docs/|\.ci/run|decision \d|the framework’s|below|none \|")]
    private static partial Regex Excuse();

    [GeneratedRegex(@"docs/[a-z0-9/-]+\.md")]
    private static partial Regex Documents();

    [GeneratedRegex(@"RECTO_[A-Z_]*[A-Z]")]
    private static partial Regex Variables();

    [GeneratedRegex(@"public (?:async )?(?:Task|void|ValueTask) ([A-Za-z0-9_]+)\(")]
    private static partial Regex SourceTest();
}
