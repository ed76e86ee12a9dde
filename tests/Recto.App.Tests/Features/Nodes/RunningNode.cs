using System.Diagnostics;
using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Nodes;

/// <summary>The program as an operator starts it, in one of its roles; it is killed when it is thrown away.</summary>
internal sealed class RunningNode : IDisposable
{
    private readonly Process _program;
    private readonly Task<string> _errors;

    private RunningNode(Process program, Task<string> errors, string first) => (_program, _errors, First) = (program, errors, first);

    /// <summary>What it said first.</summary>
    public string First { get; }

    public Task<string> Errors => _errors;

    public static async Task<RunningNode> StartAsync(DatabaseOptions data, string role, CancellationToken ct)
    {
        var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "serve", "--role", role, "--no-demo", "--data", data.DataFolder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RECTO_DATABASE"] = data.PostgreSql ?? "", ["RECTO_CITED_BY"] = "", ["RECTO_FILES"] = "off" },
        })!;
        var errors = program.StandardError.ReadToEndAsync(CancellationToken.None);
        var first = await program.StandardOutput.ReadLineAsync(ct);
        _ = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new RunningNode(program, errors, first ?? throw new InvalidOperationException("It did not start: " + await errors));
    }

    /// <summary>As a system does that stops: SIGTERM.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using var stop = Process.Start("kill", ["-TERM", _program.Id.ToString(CultureInfo.InvariantCulture)]);
        await _program.WaitForExitAsync(ct);
        return _program.ExitCode;
    }

    /// <summary>SIGKILL: nothing is finished and nothing is said.</summary>
    public void Kill()
    {
        if (!_program.HasExited)
        {
            _program.Kill();
            _program.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _program.Dispose();
    }
}
