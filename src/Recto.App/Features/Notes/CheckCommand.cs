using System.CommandLine;
using Recto.App.Shell;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Notes;

/// <summary><c>recto notes check</c>: says what is wrong with the notes of a document, and with <c>--fix</c> writes a new document in which what is safe to mend is mended.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, NoteDoors doors)
    {
        var path = NotesCommand.Document();
        var output = new Argument<string?>("OUT") { Description = "With --fix, the new file; left out, it stands beside the document: manuscript.docx gives manuscript.fixed.docx", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "How to report", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var profile = new Option<string>("--profile") { Description = "House style to judge by", HelpName = string.Join('|', HouseStyle.All.Select(known => known.Name)), DefaultValueFactory = _ => HouseStyle.OfTheArticle.Name };
        profile.AcceptOnlyFromAmong([.. HouseStyle.All.Select(known => known.Name)]);
        var severity = new Option<string>("--severity") { Description = "The least severe finding to show", DefaultValueFactory = _ => "advice" };
        severity.AcceptOnlyFromAmong("advice", "warning", "error");
        var fix = new Option<bool>("--fix") { Description = "Write a new file with the safe fixes made (in Word as tracked changes, the other findings as comments), and report what remains in it. The document itself is never changed" };
        var force = new Option<bool>("--force") { Description = "With --fix, replace the new file where it exists" };
        var command = new Command("check", "Say what is wrong with the notes. Exit code 1 where something is.") { path, output, format, profile, severity, fix, force };
        command.SetAction(parsed =>
        {
            var (name, asked) = (parsed.GetValue(path)!, parsed.GetValue(format)!);
            string? target = null;
            if (parsed.GetValue(fix))
            {
                target = parsed.GetValue(output) ?? Beside(name);
                if (WhyNot(name, target, parsed.GetValue(force)) is { } refusal)
                {
                    return terminal.Refuse(refusal);
                }
            }
            else if (parsed.GetValue(output) is not null || parsed.GetValue(force))
            {
                return terminal.Refuse(parsed.GetValue(output) is { } unasked ? $"“{unasked}” is written with --fix only." : "--force says something with --fix only.");
            }

            if (NotesCommand.Bytes(name, terminal) is not { } bytes)
            {
                return CheckNotes.Unusable;
            }

            var fileName = Path.GetFileName(name);
            var (notes, year, unread) = doors.Dated(bytes, fileName);
            if (notes is null)
            {
                NotesCommand.RefuseUnread(terminal, name, unread);
                return CheckNotes.Unusable;
            }

            var engine = new NotesEngine();
            var options = new CheckOptions { Style = HouseStyle.Find(parsed.GetValue(profile)!)!, ArticleYear = year };
            var lowest = Enum.Parse<Severity>(parsed.GetValue(severity)!, ignoreCase: true);
            var found = CheckNotes.Run(engine, notes, options, lowest);
            if (target is null)
            {
                Report(name, bytes, found);
                return found.ExitCode;
            }

            var (map, unmapped) = doors.Map(bytes, fileName);
            if (map is null)
            {
                return terminal.Refuse($"“{name}” cannot be fixed: {unmapped}.");
            }

            var made = new FixNotes(engine, doors.Notes, options, lowest).Run(fileName, found, map, TimeProvider.System.GetUtcNow());
            Write(target, made.Bytes, parsed.GetValue(force));
            Report(target, made.Bytes, made.Remaining);
            terminal.Error.WriteLine(ConsoleReport.Summary(name, target, found, made, map.TakesRemarks));
            return made.Remaining.ExitCode;

            void Report(string document, byte[] content, CheckedNotes result)
            {
                CheckNotes.TryWrite(asked, document, result, terminal.Out, asked == "sarif" ? doors.Map(content, fileName).Map : null);
                if (asked == "text")
                {
                    terminal.Out.Flush();
                    terminal.Error.WriteLine(ConsoleReport.Summary(result.Apparatus, result.Findings));
                }
            }
        });
        return command;
    }

    // manuscript.docx -> manuscript.fixed.docx; null for standard input.
    private static string? Beside(string path) => path == "-" ? null : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}.fixed{Path.GetExtension(path)}");

    private static string? WhyNot(string path, string? target, bool isForced) =>
        target is null ? "the document comes from standard input: name the new file, “recto notes check - OUT --fix”."
        : target == "-" ? "the report goes to standard output: name a file for the new document."
        : Directory.Exists(target) ? $"“{target}” is a folder: name a file in it."
        : path != "-" && IsSame(path, target) ? "the document itself is never changed: name another file."
        : File.Exists(target) && !isForced ? $"“{target}” exists; name another file, or replace it with --force."
        : Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder) ? $"the folder “{folder}” does not exist."
        : null;

    private static bool IsSame(string left, string right)
    {
        return string.Equals(Real(left), Real(right), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

        static string Real(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path) : Path.GetFullPath(path);
    }

    // Whole or not at all: what stops half way leaves no half document, and nothing that came meanwhile is replaced unasked.
    private static void Write(string path, byte[] bytes, bool isForced)
    {
        var half = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(half, bytes);
            File.Move(half, path, isForced);
        }
        finally
        {
            File.Delete(half);
        }
    }
}
