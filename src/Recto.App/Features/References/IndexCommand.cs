using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Matching;
using Recto.Storage.Sql;

namespace Recto.App.Features.References;

/// <summary><c>recto references index</c>: appends works to the site's index: files that are handed in, and the site's own articles.</summary>
internal static class IndexCommand
{
    public static Command Create(Terminal terminal)
    {
        var works = new Option<string[]>("--works") { Description = "Files of works: an object a line, Crossref JSON or CSL-JSON, packed by gzip or not; one that is in the index already is left alone", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var rebuild = new Option<bool>("--rebuild") { Description = "Forget what is in the index first" };
        var verify = new Option<bool>("--verify") { Description = "Read the index once and compare its checksums; nothing is appended" };
        var place = new DataPlace();
        var command = new Command("index", "Append works to the site's index, by which the references of its articles are matched. The site goes on meanwhile.") { works, rebuild, verify };
        place.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var (data, files) = (place.Read(parsed), parsed.GetValue(works) ?? []);
            var refusal = DataPlace.FindUnusable(data) ?? files.Where(file => !File.Exists(file)).Select(file => Directory.Exists(file) ? $"“{file}” is a folder: give files of works." : $"“{file}” does not exist; check the path.").FirstOrDefault();
            if (refusal is not null)
            {
                return terminal.Refuse(refusal);
            }

            var folder = new WorksFolder(Path.Combine(data.DataFolder, WorksFolder.Name));
            try
            {
                if (parsed.GetValue(verify))
                {
                    folder.Verify(ct);
                    terminal.Out.WriteLine("The index is sound.");
                    return 0;
                }

                if (parsed.GetValue(rebuild))
                {
                    folder.Clear();
                }

                foreach (var file in files)
                {
                    long? appended;
                    using (var progress = new WorksProgress(terminal))
                    {
                        appended = folder.Append(new WorksSource(file), progress.Tell, ct);
                    }

                    Tell(terminal, file, appended);
                }

                if (data.PostgreSql is not null || File.Exists(data.SqliteFile))
                {
                    await using var database = Database.At(data);
                    await new Migrator(database).MigrateAsync(ct);
                    Tell(terminal, "the site's own articles", await OwnWorks.AppendAsync(new HarvestStore(database), folder, TimeProvider.System.GetUtcNow(), ct));
                }

                using var open = folder.Open();
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{open?.Index.Works ?? 0} works in the index."));
                return 0;
            }
            catch (InvalidDataException refused)
            {
                return terminal.Refuse($"{refused.Message.TrimEnd('.')}.");
            }
        });
        return command;
    }

    private static void Tell(Terminal terminal, string what, long? appended) => terminal.Out.WriteLine(appended is { } count ? string.Create(CultureInfo.InvariantCulture, $"{what}: {count} appended") : $"{what}: unchanged, left alone");
}
