using System.Diagnostics;
using System.Globalization;
using System.Text;
using Recto.Notes;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>
/// How fast notes are read, from text to apparatus (<see cref="NotesEngine.Read"/>): a counted run over the real notes of the shared folder.
/// Times are CPU time of the process, so that a busy machine does not falsify them much; the wall clock stands beside.
/// </summary>
internal static class NotesRun
{
    private const int Wanted = 50_000;
    private const int Passes = 5;

    private static readonly NotesEngine Engine = new();

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = 1 << (Environment.ProcessorCount - 1);
        }

        var documents = SharedNotes.Load();
        Console.WriteLine($"{documents.Count} documents, {documents.Sum(document => document.Notes.Count)} notes, {Characters(documents)} characters, {(double)Characters(documents) / documents.Sum(document => document.Notes.Count):0} a note");
        if (args is not ["lengths"])
        {
            Unrepeated(documents);
            Repeated(documents);
        }

        if (args is not ["pace"])
        {
            WarmUp(documents);
            Lengths(documents);
        }

        return 0;
    }

    // Every other document, once: no document that is timed was ever seen.
    private static void Unrepeated(List<NotesDocument> documents)
    {
        var seen = documents.Where((_, i) => i % 2 == 0).ToList();
        WarmUp(seen);
        Report("unseen documents, once", documents.Where((_, i) => i % 2 == 1).ToList());
    }

    private static void WarmUp(List<NotesDocument> documents)
    {
        for (var i = 0; i < 6; i++)
        {
            Time(Copies(documents));
            Thread.Sleep(100); // Tier-1 code is put in place in the background.
        }
    }

    private static void Repeated(List<NotesDocument> documents)
    {
        var all = new List<NotesDocument>();
        for (int count = 0, i = 0; count < Wanted; count += all[^1].Notes.Count, i++)
        {
            all.Add(documents[i % documents.Count]);
        }

        Report("warm-up", all);
        for (var pass = 1; pass <= Passes; pass++)
        {
            Report($"pass {pass}", all);
        }
    }

    private static void Lengths(List<NotesDocument> documents)
    {
        var text = new StringBuilder();
        foreach (var note in documents.SelectMany(document => document.Notes))
        {
            if (text.Length > 1_100_000)
            {
                break;
            }

            text.Append(note.Text).Append(' ');
        }

        var all = text.ToString();
        Ratios("one note of", "characters", [10_000, 100_000, 1_000_000], length => [new Note { Id = "n1", Label = "1", Text = all[..length] }]);
        var notes = documents.SelectMany(document => document.Notes).ToList();
        Ratios("one document of", "notes", [1_000, 5_000, 20_000],
            count => [.. Enumerable.Range(0, count).Select(i => notes[i % notes.Count] with { Id = "n" + (i + 1).ToString(CultureInfo.InvariantCulture), Label = (i + 1).ToString(CultureInfo.InvariantCulture) })]);
    }

    private static void Ratios(string what, string unit, int[] sizes, Func<int, Note[]> make)
    {
        var first = 0.0;
        foreach (var size in sizes)
        {
            NotesDocument[] document = [new("", make(size))];
            Time(Copies(document));
            var pace = Enumerable.Range(0, size <= sizes[0] ? 5 : 2).Min(_ => Time(Copies(document)).Cpu) / Characters(document);
            first = first == 0 ? pace : first;
            Console.WriteLine($"{what} {size,9} {unit}: {pace * Characters(document) * 1000,8:0.0} ms, {1 / pace / 1e6:0.00} million characters a second, {pace / first:0.00} times the time a character of the first");
        }
    }

    private static void Report(string name, List<NotesDocument> documents)
    {
        documents = Copies(documents);
        GC.Collect();
        var (allocated, young, middle, old) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        var (cpu, wall) = Time(documents);
        var notes = documents.Sum(document => document.Notes.Count);
        Console.WriteLine($"{name,-22} {Characters(documents) / cpu / 1e6:0.00} million characters a second ({Characters(documents) / wall / 1e6:0.00} by the clock), {notes / cpu:0} notes a second; {notes} notes; "
            + $"{(GC.GetTotalAllocatedBytes(precise: true) - allocated) / notes} bytes a note; collections {GC.CollectionCount(0) - young}/{GC.CollectionCount(1) - middle}/{GC.CollectionCount(2) - old}");
    }

    // Notes that nobody has read: the engine keeps the tokens of a note as long as the note.
    private static List<NotesDocument> Copies(IReadOnlyList<NotesDocument> documents) => [.. documents.Select(document => document with { Notes = [.. document.Notes.Select(note => note with { })] })];

    private static (double Cpu, double Wall) Time(IReadOnlyList<NotesDocument> documents)
    {
        var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        foreach (var document in documents)
        {
            Engine.Read(document.Notes);
        }

        return ((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, Stopwatch.GetElapsedTime(wall).TotalSeconds);
    }

    private static long Characters(IReadOnlyList<NotesDocument> documents) => documents.Sum(document => document.Notes.Sum(note => (long)note.Text.Length));
}
