using System.Diagnostics;
using System.Globalization;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>One note of an article of 200 notes changes, and the whole apparatus is read and checked again, as an editor works.</summary>
internal static class EditRun
{
    private const int Notes = 200;
    private const int Edits = 200;

    public static int Run(string[] args)
    {
        var engine = new NotesEngine();
        var areSplit = args.Contains("--checks");
        args = [.. args.Where(argument => argument != "--checks")];
        var style = args is ["--profile", var name] ? HouseStyle.Find(name) : HouseStyle.OfTheArticle;
        if (style is null)
        {
            Console.Error.WriteLine($"No house style is named {args[1]}.");
            return 2;
        }

        foreach (var document in SharedNotes.Load().Where(document => document.Notes.Count >= Notes).OrderByDescending(document => document.Notes.Take(Notes).Sum(note => note.Text.Length)).Take(3))
        {
            if (areSplit)
            {
                Checks(engine, document.Name, [.. document.Notes.Take(Notes)], new CheckOptions { Style = style });
                continue;
            }

            Measure(engine, document.Name, [.. document.Notes.Take(Notes)], new CheckOptions { Style = style });
        }

        return 0;
    }

    /// <summary>What each check takes of the time, the dearest first; with <c>--checks</c>.</summary>
    private static void Checks(NotesEngine engine, string name, List<Note> notes, CheckOptions options)
    {
        const int Times = 20;
        var apparatus = engine.Read(notes);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = -3; i < Times; i++)
        {
            // One context, as in a run of all: what several need is paid by the first.
            var context = new CheckContext(apparatus, engine.Directory, options);
            foreach (var check in CheckCatalogue.All)
            {
                var clock = Stopwatch.StartNew();
                foreach (var _ in check.Run(context))
                {
                }

                shares[check.Descriptor.Id] = shares.GetValueOrDefault(check.Descriptor.Id) + (i < 0 ? 0 : clock.Elapsed.TotalMilliseconds / Times);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {shares.Values.Sum():0.0} ms: {string.Join(", ", shares.OrderByDescending(share => share.Value).Take(14).Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Key} {share.Value:0.00}")))}"));
    }

    private static void Measure(NotesEngine engine, string name, List<Note> notes, CheckOptions options)
    {
        var read = new double[Edits];
        var both = new double[Edits];
        var findings = 0;
        using var process = Process.GetCurrentProcess();
        var before = TimeSpan.Zero;
        for (var i = -20; i < Edits; i++)
        {
            if (i == 0)
            {
                process.Refresh();
                before = process.UserProcessorTime;
            }

            // A word more in one note; each time another, so that nothing can be kept from the time before but what is the same.
            var edited = notes[(i + 20) * 7 % Notes];
            notes[(i + 20) * 7 % Notes] = edited with { Text = $"{edited.Text} Cf. {i + 1000}.", Emphasis = edited.Emphasis };
            var clock = Stopwatch.StartNew();
            var apparatus = engine.Read(notes);
            var afterRead = clock.Elapsed.TotalMilliseconds;
            findings = engine.Check(apparatus, options).Count;
            if (i >= 0)
            {
                (read[i], both[i]) = (afterRead, clock.Elapsed.TotalMilliseconds);
            }
        }

        process.Refresh();
        var processor = (process.UserProcessorTime - before).TotalMilliseconds / Edits;
        Array.Sort(read);
        Array.Sort(both);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {Notes} notes, {notes.Sum(note => note.Text.Length)} characters, {findings} findings; read and checked in {both[Edits / 2]:0.0} ms (median), {both[Edits * 95 / 100]:0.0} ms (95 %); of that reading {read[Edits / 2]:0.0} ms; processor time {processor:0.0} ms (mean)"));
    }
}
