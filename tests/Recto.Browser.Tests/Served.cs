using System.Diagnostics;
using System.Text;

namespace Recto.Browser.Tests;

/// <summary>The whole program, started as a user starts it, at a port that is free.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process _program;
    private readonly bool _isOwn;
    private readonly StringBuilder _errors = new();

    private Served(Process program, string data, bool isOwn)
    {
        _program = program;
        Data = data;
        _isOwn = isOwn;
    }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>Address without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The link that makes the first account; null where there is an account already.</summary>
    public string? FirstLink { get; private set; }

    /// <summary>Starts it and waits until it has told its address.</summary>
    /// <param name="data">Its data folder; null for a new one, which goes when the program ends.</param>
    /// <param name="database">A PostgreSQL database; null for SQLite.</param>
    /// <param name="options">Further options of <c>serve</c>.</param>
    public static Task<Served> StartAsync(string? data = null, string? database = null, params string[] options) => StartWithAsync([], data, database, options);

    /// <summary>The same with further variables of its environment.</summary>
    public static async Task<Served> StartWithAsync((string Name, string Value)[] environment, string? data = null, string? database = null, params string[] options)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("recto-browser-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RECTO_DATABASE"] = database ?? "", ["RECTO_DEPOSITS"] = "off", ["RECTO_CROSSREF"] = "", ["RECTO_CITED_BY"] = "" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = Process.Start(start)!;
        var served = new Served(program, folder, data is null);
        try
        {
            await served.ListenAsync();
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }

        return served;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_program.HasExited)
        {
            _program.Kill(entireProcessTree: true);
            await _program.WaitForExitAsync();
        }

        _program.Dispose();
        if (_isOwn)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private async Task ListenAsync()
    {
        _program.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _program.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _program.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("/account/first?", StringComparison.Ordinal))
            {
                FirstLink = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim();
            }
            else if (Address.Length == 0 && line.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
            {
                Address = line[at..].Split(' ')[0].TrimEnd('/', '.');
            }
            else if (Address.Length > 0 && line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            {
                _ = _program.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"The program ended without printing its address: {_errors}");
    }
}
