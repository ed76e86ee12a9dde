using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.App.Shell;

namespace Recto.App.Features.Doctor;

/// <summary><c>recto doctor</c></summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var command = new Command("doctor", "Check runtime, data folder, database and files, and say how to mend what is wrong. Exit code 1 where something is.");
        var format = new Option<string>("--format") { Description = "How it is written: text, json (an object a line: health, subject, id, message), or markdown (all that it can find, for the operating guide; nothing is looked at)", HelpName = "text|json|markdown", DefaultValueFactory = _ => "text" };
        command.Options.Add(format);
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(new Patient { Data = place.Read(parsed), GivenFolder = parsed.GetValue(place.Folder) }, parsed.GetValue(format)!, terminal, ct));
        return command;
    }

    internal static async Task<int> RunAsync(Patient patient, string format, Terminal terminal, CancellationToken ct)
    {
        if (format == "markdown")
        {
            terminal.Out.Write(Misconfigurations.Markdown());
            return 0;
        }

        if (format is not ("text" or "json"))
        {
            return terminal.Refuse($"--format is text, json or markdown, not “{format}”.");
        }

        var failed = 0;
        await foreach (var finding in new Doctor(patient).ExamineAsync(ct))
        {
            failed += finding.Health == Health.Fail ? 1 : 0;
            if (format == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { health = finding.Health.ToString().ToLowerInvariant(), subject = finding.Subject, id = finding.Id, message = finding.Text }, Written));
                continue;
            }

            var mark = finding.Health switch { Health.Ok => "ok  ", Health.Warn => "warn", _ => "fail" };
            terminal.Out.WriteLine($"{mark}  {finding.Subject}: {finding.Text}");
        }

        return failed > 0 ? 1 : 0;
    }
}
