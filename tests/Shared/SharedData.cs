namespace Recto.Tests.Shared;

/// <summary>Real articles and reading data that stand beside the checkout, not in it. A test that needs them is skipped with a reason where they are absent, but never in CI.</summary>
internal static class SharedData
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root => Found.Value;

    /// <summary>The full path of a file or folder of the shared data; skips the calling test where the data are absent (fails in CI).</summary>
    public static string Require(string relative)
    {
        if (Root is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail("The shared data are absent in CI: ../shared must stand beside the checkout, or RECTO_SHARED name it.");
            }

            Assert.Skip("The shared data do not stand beside this checkout (../shared, or RECTO_SHARED).");
        }

        return Path.Combine(Root!, relative);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RECTO_SHARED") is { Length: > 0 } named && Directory.Exists(named))
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
            {
                var beside = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
