using System.Text;
using System.Text.Json;
using Recto.App.Shell;

namespace Recto.App.Tests.CommandLine;

/// <summary>Runs the program's commands in this process, each test in a folder of its own.</summary>
internal sealed class Run : IDisposable
{
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "recto-test-" + Guid.NewGuid().ToString("N"))).FullName;

    public string Data => Path.Combine(Folder, "data");

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public IReadOnlyList<JsonElement> Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public Task<int> ImportAsync(params string[] args) => RectoAsync(["import", .. args, "--data", Data]);

    public Task<int> RectoAsync(params string[] args) => RectoAsync(args, Stream.Null, TestContext.Current.CancellationToken);

    public async Task<int> RectoAsync(string[] args, Stream input, CancellationToken ct)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, () => input, ShowsProgress: false);
        var code = await Shell.CommandLine.RunAsync(Program.Commands(terminal), args, terminal, ct);
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
