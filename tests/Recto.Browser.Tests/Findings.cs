namespace Recto.Browser.Tests;

/// <summary>What a test found wrong, on every page at once.</summary>
internal static class Findings
{
    /// <summary>Fails with all of them, each on its line and whole.</summary>
    public static void MustBeNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
