using System.Diagnostics;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>Programs that we did not write, which read what we write. A test that needs one is skipped where its variable is missing, but never in CI.</summary>
internal static class ForeignReader
{
    /// <summary>Runs a script in the Python that <c>RECTO_TEST_PYTHON</c> names, which has feedparser.</summary>
    public static Task<string> PythonAsync(string script, params string[] files) => RunAsync("RECTO_TEST_PYTHON", "a Python with feedparser (Debian: python3-feedparser)", ["-c", script, .. files]);

    /// <summary>Runs rapper, the reader of RDF that <c>RECTO_TEST_RAPPER</c> names.</summary>
    public static Task<string> RapperAsync(params string[] arguments) => RunAsync("RECTO_TEST_RAPPER", "rapper (Debian: raptor2-utils)", arguments);

    /// <summary>Runs the xmllint that <c>RECTO_TEST_XMLLINT</c> names.</summary>
    public static Task<string> XmllintAsync(params string[] arguments) => RunAsync("RECTO_TEST_XMLLINT", "xmllint (Debian: libxml2-utils)", arguments);

    /// <summary>Writes a file for them.</summary>
    public static async Task<string> FileAsync(byte[] content, string ending)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ending);
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task<string> RunAsync(string variable, string what, IEnumerable<string> arguments)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } program)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{variable} does not name {what} in CI.");
            Assert.Skip($"{variable} names no program: it is to be {what}.");
            return "";
        }

        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', start.ArgumentList.Skip(1))}: {output}{await error}");
        return output + await error;
    }
}
