using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Recto.App.Features.Notes;
using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>Everything that the engine says of all shared notes, and of hostile documents made of them, as one file: equal before and after a change that is to change nothing.</summary>
internal static class NotesDump
{
    /// <param name="args">The file; how many hostile documents, none where nothing is said.</param>
    public static int Write(string[] args)
    {
        var engine = new NotesEngine();
        var documents = SharedNotes.Load();
        var mutation = new Mutation(documents);
        using (var output = new FileStream(args[0], FileMode.Create))
        {
            foreach (var document in documents)
            {
                Write(document.Name, document.Notes);
            }

            for (var seed = 1; args.Length > 1 && seed <= int.Parse(args[1], CultureInfo.InvariantCulture); seed++)
            {
                Write($"seed {seed}", mutation.Make(seed));
            }

            void Write(string name, IReadOnlyList<Note> notes)
            {
                output.Write(Encoding.UTF8.GetBytes($"# {name}\n"));
                var apparatus = engine.Read(notes);
                ReadNotes.WriteJson(apparatus, output);
                var findings = new StringWriter();
                JsonReport.Write(apparatus, [.. engine.Check(apparatus).Where(finding => !finding.Message.Any(char.IsSurrogate))], findings);
                output.Write(Encoding.UTF8.GetBytes(findings.ToString()));
            }
        }

        using var written = File.OpenRead(args[0]);
        Console.WriteLine($"{written.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(written))}");
        return 0;
    }
}
