using System.Security.Cryptography;
using System.Text;
using Recto.App.Features.Notes;
using Recto.Notes;

namespace Recto.Bench;

/// <summary>Everything that the engine says of all shared notes, as one file: equal before and after a change that is to change nothing.</summary>
internal static class NotesDump
{
    public static int Write(string path)
    {
        var engine = new NotesEngine();
        using (var output = new FileStream(path, FileMode.Create))
        {
            foreach (var document in SharedNotes.Load())
            {
                output.Write(Encoding.UTF8.GetBytes($"# {document.Name}\n"));
                var apparatus = engine.Read(document.Notes);
                ReadNotes.WriteJson(apparatus, output);
                var findings = new StringWriter();
                JsonReport.Write(apparatus, engine.Check(apparatus), findings);
                output.Write(Encoding.UTF8.GetBytes(findings.ToString()));
            }
        }

        using var written = File.OpenRead(path);
        Console.WriteLine($"{written.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(written))}");
        return 0;
    }
}
