using System.Diagnostics;

namespace Recto.App.Tests.Features.Operate;

/// <summary>Runs the program as a process of its own and ends it from outside, as the kernel does when memory is short: no word, no clean-up.</summary>
internal static class Killed
{
    /// <summary>Starts it, waits until somebody says “now”, and kills it. What had ended by then has ended well.</summary>
    /// <returns>Whether it was killed in the middle.</returns>
    public static async Task<bool> RunAsync(Func<Process, Task> now, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RECTO_DATABASE"] = "", ["DOTNET_TieredPGO"] = "0" },
        })!;
        await now(process);
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return true;
        }

        Assert.True(process.ExitCode is 0 or 1, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return false;
    }
}
