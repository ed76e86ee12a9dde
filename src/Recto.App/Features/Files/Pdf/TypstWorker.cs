using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.App.Shell.Programs;

namespace Recto.App.Features.Files.Pdf;

/// <summary>One Node with Typst in it, kept alive between documents and spoken to in lines of JSON. For one document at a time.</summary>
internal sealed class TypstWorker : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Process _process;
    private readonly Task _errors;
    private string _lastWords = "";

    private TypstWorker(Process process)
    {
        _process = process;
        _errors = ReadErrorsAsync();
    }

    /// <summary>Whether it can take a document.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Bytes of memory that it had after its last document.</summary>
    public long Memory { get; private set; }

    /// <summary>Begins one.</summary>
    /// <param name="programs">Where Node and Typst are.</param>
    /// <param name="home">Folder with <c>typst.mjs</c> and <c>fonts</c>.</param>
    /// <exception cref="Win32Exception">Node cannot be begun.</exception>
    public static TypstWorker Begin(PdfPrograms programs, string home) =>
        new(ProgramRun.Begin(programs.Node!, ["--max-old-space-size=192", Path.Combine(home, "typst.mjs"), programs.Modules!, Path.Combine(home, "root"), Path.Combine(home, "fonts")], home));

    /// <summary>Sets the document in a folder.</summary>
    /// <param name="folder">Holds <c>main.typ</c>, <c>recto.typ</c> and the pictures; takes <c>out.pdf</c>.</param>
    /// <param name="pictures">File names by path in the document.</param>
    /// <param name="ct">Cancels; the worker must not be used any more then.</param>
    /// <returns>Its answer; null where it died.</returns>
    public async Task<TypstAnswer?> AskAsync(string folder, IReadOnlyDictionary<string, string> pictures, CancellationToken ct)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { id = 1, folder, pictures }, Json).AsMemory(), ct);
            await _process.StandardInput.FlushAsync(ct);
            var line = await _process.StandardOutput.ReadLineAsync(ct);
            var answer = line is null ? null : JsonSerializer.Deserialize<TypstAnswer>(line, Json);
            Memory = answer?.Memory ?? Memory;
            return answer;
        }
        catch (Exception broken) when (broken is IOException or JsonException or InvalidOperationException)
        {
            // It died while we spoke: the caller begins another.
            return null;
        }
    }

    /// <summary>What it last said on its error output; empty where it said nothing.</summary>
    public string LastWords => _lastWords;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended by itself meanwhile.
        }

        _ = _errors.ContinueWith(_ => _process.Dispose(), TaskScheduler.Default);
    }

    private async Task ReadErrorsAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync() is { } line)
            {
                _lastWords = line.Length > 0 ? line.Length > 200 ? line[..200] + "…" : line : _lastWords;
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe closes with the process.
        }
    }
}

/// <summary>A line of the worker's.</summary>
/// <param name="Error">Why nothing was made; null where a PDF was.</param>
/// <param name="Pages">Pages.</param>
/// <param name="Standard">Standard of the PDF.</param>
/// <param name="Report">What could not be set as asked.</param>
/// <param name="Bad">Paths of pictures that Typst cannot read.</param>
/// <param name="Memory">Bytes of memory in use.</param>
internal sealed record TypstAnswer(string? Error, int Pages, string? Standard, IReadOnlyList<string>? Report, IReadOnlyList<string>? Bad, long Memory);
