using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Recto.App.Shell.Programs;

/// <summary>
/// Runs another program on foreign input: arguments as a list, never through a shell; a folder of its own; nothing of our environment; for a minute at most.
/// On Linux besides with bounded memory, processor time and files, and without a network, by <c>prlimit</c> and <c>unshare</c> where they are there and work.
/// </summary>
internal static class ProgramRun
{
    private const long Memory = 2L * 1024 * 1024 * 1024;
    private const long LargestFile = 256L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<List<string>> Fence = new(MakeFence);

    /// <summary>What this machine can put round a program, in words; empty where it can do nothing.</summary>
    public static string FenceInWords => string.Join(" and ", new[] { Fence.Value.Any(part => part.EndsWith("prlimit", StringComparison.Ordinal)) ? "bounded memory" : null, Fence.Value.Any(part => part.EndsWith("unshare", StringComparison.Ordinal)) ? "no network" : null }.OfType<string>());

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder, for whatever it writes.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null where it went well; else why not, to follow a colon.</returns>
    public static async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken ct)
    {
        var start = StartOf(Fence.Value, program, arguments, folder);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception();
            try
            {
                process.StandardInput.Close();
                var words = FirstAsync(process.StandardError, patience.Token);
                var rest = FirstAsync(process.StandardOutput, patience.Token);
                await process.WaitForExitAsync(patience.Token);
                var said = (await words) is { Length: > 0 } errors ? errors : await rest;
                return process.ExitCode == 0 ? null : said.Length > 0 ? said : string.Create(CultureInfo.InvariantCulture, $"it ended with code {process.ExitCode}");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it took longer than {Patience.TotalSeconds:0} seconds and was stopped");
        }
        catch (Win32Exception refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Begins a program that stays, and is spoken to by its input and output: in the same fence, but for the bound on its time, which is its caller's.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <returns>The process; its caller ends it.</returns>
    /// <exception cref="Win32Exception">It cannot be begun.</exception>
    public static Process Begin(string program, IReadOnlyList<string> arguments, string folder)
    {
        var start = StartOf(Fence.Value.Where(part => !part.StartsWith("--cpu=", StringComparison.Ordinal)), program, arguments, folder);
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = Encoding.UTF8;
        return Process.Start(start) ?? throw new Win32Exception();
    }

    private static ProcessStartInfo StartOf(IEnumerable<string> fence, string program, IReadOnlyList<string> arguments, string folder)
    {
        string[] line = [.. fence, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true };
        SetEnvironment(start, folder);
        return start;
    }

    private static void SetEnvironment(ProcessStartInfo start, string folder)
    {
        var path = start.Environment.TryGetValue("PATH", out var known) ? known : null;
        var system = start.Environment.TryGetValue("SystemRoot", out var root) ? root : null;
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        if (system is not null)
        {
            start.Environment["SystemRoot"] = system; // Windows starts nothing without it.
        }

        foreach (var variable in (string[])["HOME", "TMPDIR", "TEMP", "TMP", "MAGICK_TEMPORARY_PATH", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"])
        {
            start.Environment[variable] = folder;
        }

        start.Environment["MAGICK_THREAD_LIMIT"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["LC_ALL"] = "C";
    }

    // The first line is what a person needs; the rest is read so that the program does not wait for us.
    private static async Task<string> FirstAsync(StreamReader output, CancellationToken ct)
    {
        var buffer = new char[2000];
        var length = await output.ReadBlockAsync(buffer, ct);
        var rest = new char[4096];
        while (await output.ReadAsync(rest, ct) > 0)
        {
        }

        var line = new string(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        return line.Length > 200 ? line[..200] + "…" : line;
    }

    private static List<string> MakeFence()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        List<string> fence = [];
        if (Tool("prlimit") is { } limit)
        {
            fence.AddRange([limit, string.Create(CultureInfo.InvariantCulture, $"--as={Memory}"), "--cpu=60", string.Create(CultureInfo.InvariantCulture, $"--fsize={LargestFile}"), "--core=0", "--"]);
        }

        // Some systems forbid it to ordinary users: then it is left away, and “recto doctor” says so.
        if (Tool("unshare") is { } unshare && Works(unshare, "--user", "--map-root-user", "--net", "--", "true"))
        {
            fence.AddRange([unshare, "--user", "--map-root-user", "--net", "--"]);
        }

        return fence;
    }

    private static string? Tool(string name) => ((string[])["/usr/bin/", "/bin/"]).Select(folder => folder + name).FirstOrDefault(File.Exists);

    private static bool Works(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var process = Process.Start(start);
            return process is not null && process.WaitForExit(5000) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // Whether it can be run is the question.
        }
    }
}
