using System.CommandLine;
using Recto.App.Shell;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary><c>recto doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var command = new Command("doctor", "Check runtime, data folder, database and files, and say how to mend what is wrong. Exit code 1 where something is.");
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(place.Read(parsed), terminal, ct));
        return command;
    }

    internal static async Task<int> RunAsync(DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var failed = 0;
        await foreach (var finding in new Doctor(data).ExamineAsync(ct))
        {
            failed += finding.Health == Health.Fail ? 1 : 0;
            var mark = finding.Health switch { Health.Ok => "ok  ", Health.Warn => "warn", _ => "fail" };
            terminal.Out.WriteLine($"{mark}  {finding.Subject}: {finding.Text}");
        }

        return failed > 0 ? 1 : 0;
    }
}
