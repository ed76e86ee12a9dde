using System.CommandLine;
using System.Runtime.InteropServices;
using Recto.App.Features.Accounts;
using Recto.App.Features.CitedBy;
using Recto.App.Features.Deposits;
using Recto.App.Features.Doctor;
using Recto.App.Features.Files;
using Recto.App.Features.Import;
using Recto.App.Features.Notes;
using Recto.App.Features.Operate;
using Recto.App.Features.Packages;
using Recto.App.Features.Recommendations;
using Recto.App.Features.References;
using Recto.App.Features.Search;
using Recto.App.Features.Sources;
using Recto.App.Features.Usage;
using Recto.App.Features.Works;
using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.App.Shell.Settings;
using Recto.Notes;

namespace Recto.App;

/// <summary>The program <c>recto</c>: a table of contents. Each feature brings its command; without one the site is served.</summary>
internal static class Program
{
    /// <summary>How every feature that reads notes reads them.</summary>
    internal static NoteDoors NoteDoors { get; } = new(NoteReading.Read, NoteReading.ReadDated, NoteDocument.Read, NoteMaps.Of);

    private static async Task<int> Main(string[] args)
    {
        var terminal = Terminal.OfProcess();
        if (GivenSettings.Take(args, out var warnings) is { } wrong)
        {
            return terminal.Refuse(wrong);
        }

        foreach (var warning in warnings)
        {
            terminal.Error.WriteLine("recto: " + warning);
        }

        if (SettingsFile.Load() is { } unusable)
        {
            return terminal.Refuse(unusable);
        }

        using var stop = new CancellationTokenSource();
        using var interrupted = Stop(PosixSignal.SIGINT);
        using var terminated = Stop(PosixSignal.SIGTERM);
        return await CommandLine.RunAsync(Commands(terminal), args, terminal, stop.Token);

        PosixSignalRegistration Stop(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !stop.IsCancellationRequested; // A second Ctrl-C ends at once.
            stop.Cancel();
        });
    }

    internal static RootCommand Commands(Terminal terminal)
    {
        var root = new RootCommand("Recto publishes scholarly journals and reads their footnotes.")
        {
            ServeCommand.Create(terminal),
            ImportCommand.Create(terminal),
            ExportCommand.Create(terminal, (database, files, data) => new ArticleFinishing(database, files, new NotesEngine(), new SiteOptions { Database = data, Address = Environment.GetEnvironmentVariable("RECTO_ADDRESS") }).ReadAsync),
            NotesCommand.Create(terminal, NoteDoors),
            ReferencesCommand.Create(terminal),
            RecommendCommand.Create(terminal),
            BackupCommand.Create(terminal),
            RestoreCommand.Create(terminal),
            MoveCommand.Create(terminal),
            UserCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            SearchFeature.Command(terminal),
            WorksFeature.Command(terminal, NoteDoors.Notes),
            SourcesCommand.Create(terminal),
            FilesFeature.Command(terminal, (database, store, options) => new ArticleFinishing(database, store, new NotesEngine(), options).ReadAsync),
            DepositsFeature.Command(terminal, (database, store, options) => new ArticleFinishing(database, store, new NotesEngine(), options).ReadAsync, AccountsFeature.KeysOf),
            CitedByFeature.Command(terminal, AccountsFeature.KeysOf, ReferencesFeature.Open),
            UsageFeature.Command(terminal),
        };
        ServeCommand.AddTo(root, terminal);
        root.Options.Add(GivenSettings.Declare());
        return root;
    }
}
