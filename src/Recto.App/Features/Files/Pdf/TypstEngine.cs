using System.ComponentModel;
using System.Globalization;
using Recto.App.Shell.Programs;
using Recto.Journals.Exchange.Typst;

namespace Recto.App.Features.Files.Pdf;

/// <summary>
/// Sets documents with Typst, several at once: a Node for each, kept alive, begun anew when it hangs, dies, or has grown. Nothing of a document reaches the network, and a document that takes
/// longer than a minute is given up.
/// </summary>
/// <param name="programs">Where Node and Typst are.</param>
internal sealed class TypstEngine(PdfPrograms programs) : IDisposable
{
    /// <summary>A worker that has grown past this is ended after its document.</summary>
    private const long MostMemory = 260L * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 2);
    private readonly SemaphoreSlim _places = new(Workers, Workers);
    private readonly Stack<TypstWorker> _idle = [];
    private readonly Lock _lock = new();
    private string? _home;
    private bool _isDisposed;

    /// <summary>Sets a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="open">Opens a picture by the key of its file; null where it is not there.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TypstOutcome> SetAsync(TypstDocument document, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        string? folder = null;
        try
        {
            folder = Path.Combine(Home(), "work", Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "main.typ"), document.Source, ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "recto.typ"), TypstTemplate.Source, ct);
            var report = new List<string>();
            var pictures = await PictureFiles.WriteAsync(document.Pictures, open, folder, report, ct);
            return await SetAsync(folder, document, pictures, report, ct);
        }
        finally
        {
            if (folder is not null)
            {
                TryDelete(folder);
            }

            _places.Release(); // Also where the disk had no room for the folder: else nothing would ever be set again.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var worker))
            {
                worker.Dispose();
            }

            if (_home is not null)
            {
                TryDelete(_home);
            }
        }
    }

    private async Task<TypstOutcome> SetAsync(string folder, TypstDocument document, Dictionary<string, string> pictures, List<string> report, CancellationToken ct)
    {
        // A worker that dies is begun once more: it may have died of the document before.
        for (var attempt = 1; ; attempt++)
        {
            TypstWorker worker;
            try
            {
                worker = Take();
            }
            catch (Win32Exception refused)
            {
                return new TypstOutcome(null, $"Node cannot be begun: {refused.Message}", report, 0, "");
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            TypstAnswer? answer;
            try
            {
                answer = await worker.AskAsync(folder, pictures, patience.Token);
            }
            catch (OperationCanceledException)
            {
                worker.Dispose();
                ct.ThrowIfCancellationRequested();
                return new TypstOutcome(null, string.Create(CultureInfo.InvariantCulture, $"it took longer than {Patience.TotalSeconds:0} seconds and was stopped"), report, 0, "");
            }

            if (answer is null)
            {
                var words = worker.LastWords;
                worker.Dispose();
                if (attempt == 1)
                {
                    continue;
                }

                return new TypstOutcome(null, words.Length > 0 ? $"Typst ended unasked ({words})" : "Typst ended unasked", report, 0, "");
            }

            GiveBack(worker);
            foreach (var path in answer.Bad ?? [])
            {
                report.Add($"The picture “{(document.Pictures.TryGetValue(path, out var file) ? file.Name : path)}” cannot be read by the typesetter: a place-holder stands for it.");
            }

            report.AddRange(answer.Report ?? []);
            return answer.Error is not null ? new TypstOutcome(null, answer.Error, report, 0, "")
                : new TypstOutcome(await File.ReadAllBytesAsync(Path.Combine(folder, "out.pdf"), ct), null, report, answer.Pages, answer.Standard ?? "");
        }
    }

    private TypstWorker Take()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            while (_idle.TryPop(out var idle))
            {
                if (idle.IsAlive)
                {
                    return idle;
                }

                idle.Dispose();
            }
        }

        return TypstWorker.Begin(programs, Home());
    }

    private void GiveBack(TypstWorker worker)
    {
        lock (_lock)
        {
            if (!_isDisposed && worker.IsAlive && worker.Memory < MostMemory)
            {
                _idle.Push(worker);
                return;
            }
        }

        worker.Dispose();
    }

    // The script and the type are in the program itself; Node wants files.
    private string Home()
    {
        lock (_lock)
        {
            if (_home is null)
            {
                var home = Directory.CreateTempSubdirectory("recto-typst-").FullName;
                Directory.CreateDirectory(Path.Combine(home, "root"));
                PdfType.WriteTo(Path.Combine(home, "fonts"));
                PdfType.Write("Recto.Typst.typst.mjs", Path.Combine(home, "typst.mjs"));
                _home = home;
            }

            return _home;
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Temporary: the system sweeps it.
        }
    }
}
