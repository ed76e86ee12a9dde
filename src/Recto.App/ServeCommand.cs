using System.CommandLine;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Demo;
using Recto.App.Features.Import;
using Recto.App.Shell;
using Recto.App.Shell.Settings;
using Recto.App.Shell.Telemetry;
using Recto.Notes;
using Recto.Storage.Sql;

namespace Recto.App;

/// <summary><c>recto serve</c>, and <c>recto</c> alone: brings the database up to date, loads the demo journal into an empty one, and serves the site until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("serve", "Serve the site. An empty database first gets the demo journal. This is what “recto” alone does.");
        AddTo(command, terminal);
        return command;
    }

    /// <summary>Gives a command the options and the act of serving.</summary>
    public static void AddTo(Command command, Terminal terminal)
    {
        var place = new DataPlace();
        var urls = new Option<string>("--urls") { Description = "Addresses to listen at, parted by semicolons (default: RECTO_URLS, else http://127.0.0.1:5000)", HelpName = "URL", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RECTO_URLS") is { Length: > 0 } set ? set : "http://127.0.0.1:5000" };
        var noDemo = new Option<bool>("--no-demo") { Description = "Leave an empty site empty" };
        var role = new Option<string>("--role") { Description = "web: answers readers; worker: does the work behind the pages; all: both (default: RECTO_ROLE, else all)", HelpName = "ROLE", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RECTO_ROLE") is { Length: > 0 } set ? set : "all" };
        command.Options.Add(urls);
        command.Options.Add(role);
        command.Options.Add(noDemo);
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(place.Read(parsed), parsed.GetValue(urls)!, parsed.GetValue(role)!, !parsed.GetValue(noDemo), terminal, ct));
    }

    private static async Task<int> RunAsync(DatabaseOptions data, string urls, string said, bool demo, Terminal terminal, CancellationToken ct)
    {
        if (FindWrong(urls) is { } wrong)
        {
            return terminal.Refuse($"“{wrong}” is no address to listen at; give one as http://127.0.0.1:5000.");
        }

        if (RoleOf(said) is not { } role)
        {
            return terminal.Refuse($"“{said}” is no role; a process is “web”, “worker” or “all” (as without it).");
        }

        if (role != NodeRole.All && data.PostgreSql is null)
        {
            return terminal.Refuse($"A process that is “{said.Trim()}” needs others beside it, on one PostgreSQL database; on SQLite one process does all. Leave the role out, or name a database with --database.");
        }

        if (LogOf(Environment.GetEnvironmentVariable("RECTO_LOG")) is not { } log)
        {
            return terminal.Refuse("RECTO_LOG says how the site tells of its requests: “json”, “text” or “off” (as without it).");
        }

        if (DataPlace.FindUnusable(data) is { } unusable)
        {
            return terminal.Refuse(unusable);
        }

        await using var running = SiteLock.TryRun(data);
        if (running is null)
        {
            return terminal.Refuse($"Another command is filling “{data.DataFolder}” (“recto restore”, “recto move”): start the site when it has done.");
        }

        if (DataPlace.LagOf(Environment.GetEnvironmentVariable(DataPlace.Lag)) is null)
        {
            return terminal.Refuse($"{DataPlace.Lag} says how many seconds a replica may be behind: a whole number from 0 to 300.");
        }

        if (SettingCatalogue.FindWrongSwitch(Environment.GetEnvironmentVariable) is { } strange)
        {
            return terminal.Refuse(strange);
        }

        var asked = new SiteOptions
        {
            Database = data,
            Urls = urls,
            Log = log,
            Role = role,
            IsClustered = data.PostgreSql is not null,
            OutputCache = IsOn("RECTO_PAGE_CACHE"),
            AsksForCitations = true,
            RunsShop = true,
            KeepsReads = true,
            MakesFiles = IsOn("RECTO_FILES"),
            SweepsFiles = true,
            SendsDeposits = IsOn("RECTO_DEPOSITS"),
            SendsReminders = IsOn("RECTO_REMINDERS"),
            CountsUsage = IsOn("RECTO_USAGE"),
            MakesLists = IsOn("RECTO_RECOMMENDATIONS"),
        };
        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, asked, out var options, out var unreadable))
        {
            return terminal.Refuse(unreadable);
        }

        if (options is { Mail.Host: not null, Address: null })
        {
            terminal.Error.WriteLine(SiteOptions.NoAddress);
        }

        try
        {
            // DbUp knows no await: on a thread of its own, so that somebody can answer meanwhile.
            await Anteroom.WaitAsync(urls, Task.Run(() => PrepareAsync(data, demo && role != NodeRole.Worker, terminal, ct, sells: true), ct), ct);
        }
        catch (DatabaseReadOnlyException)
        {
            if (await FindUnreadableAsync(data, ct) is { } obstacle)
            {
                return terminal.Refuse($"No server of the database is the primary, and so the site cannot be made ready: {obstacle} “recto doctor” says more.");
            }

            terminal.Error.WriteLine("No server of the database is the primary, or it does not answer: the site starts, and can only be read until one is.");
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or System.Data.Common.DbException or ArgumentException { ParamName: null or "connectionString" })
        {
            return terminal.Refuse($"The database cannot be used: {DatabaseFaults.Say(refused).TrimEnd('.')}. “recto doctor” says more.");
        }

        await using var site = Site.Build(options);
        try
        {
            await site.StartAsync(ct);
        }
        catch (IOException taken)
        {
            return terminal.Refuse($"{taken.Message.TrimEnd('.')}. Stop what listens there, or give another address with --urls.");
        }

        var metrics = options.Telemetry.Metrics?.GetLeftPart(UriPartial.Authority);
        var addresses = site.Urls.Where(address => address.TrimEnd('/') != metrics).ToList();
        foreach (var address in addresses)
        {
            terminal.Out.WriteLine(role == NodeRole.Worker ? $"Recto works, and answers probes at {address}/health/ready" : $"Recto serves {address}");
        }

        if (metrics is not null)
        {
            terminal.Out.WriteLine($"Metrics are at {metrics}{TelemetryServices.MetricsPath}");
        }

        if (role != NodeRole.Worker && !site.Services.GetRequiredService<Database>().IsReadOnly && await FirstAccount.LinkAsync(site.Services, addresses, ct) is { } first)
        {
            terminal.Out.WriteLine($"Make the first account: {first}");
        }

        terminal.Out.WriteLine("Ctrl-C stops it.");
        await terminal.Out.FlushAsync(ct);
        await site.WaitForShutdownAsync(ct);
        return 0;
    }

    // Why not even its replicas can be read; null where they can.
    private static async Task<string?> FindUnreadableAsync(DatabaseOptions data, CancellationToken ct)
    {
        await using var database = Database.At(data);
        if (database.Hosts is { } hosts)
        {
            await hosts.LookAsync(ct);
        }

        return await new DatabaseReadiness(database).FindObstacleAsync(ct);
    }

    /// <summary>Migrates, and loads the demo journal where nothing is there; its shop opens where it is to sell. Of processes that start at once one does all this, and the others wait.</summary>
    internal static async Task PrepareAsync(DatabaseOptions data, bool demo, Terminal terminal, CancellationToken ct, bool sells = false)
    {
        await using var database = Database.At(data);
        var migrator = new Migrator(database, waited => terminal.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Another process has been making the database ready for {(int)waited.TotalSeconds} seconds: waiting for it.")));
        await (demo ? migrator.MigrateAsync(token => LoadDemoAsync(database, data, terminal, sells, token), ct) : migrator.MigrateAsync(ct));
    }

    private static async Task LoadDemoAsync(Database database, DatabaseOptions data, Terminal terminal, bool sells, CancellationToken ct)
    {
        var import = new ImportArticle(database, FilePlace.Open(data), new NotesEngine(), TimeProvider.System);
        var journal = new DemoJournal(database, (article, token) => ImportAsync(import, article, token), TimeProvider.System);
        if (await journal.LoadIfEmptyAsync(ct))
        {
            if (sells)
            {
                await new DemoShop(database, (article, token) => ImportAsync(import, article, token), TimeProvider.System).OpenAsync(ct);
            }

            terminal.Error.WriteLine("The database was empty: the demo journal was loaded (leave it out with --no-demo).");
        }
    }

    private static async Task ImportAsync(ImportArticle import, DemoArticle article, CancellationToken ct)
    {
        var options = new ImportOptions { Journal = article.Journal, Issue = article.Issue, Position = article.Position };
        var (prepared, refusal) = await import.PrepareAsync(new FoundFile(article.FileName, article.FileName, article.Bytes, GraphicFiles.In(article.PictureFolder)), options, ct);
        if (refusal is not null || await import.SaveAsync(prepared!, ct) is Refused)
        {
            throw new InvalidDataException($"corpus/demo/{article.FileName} is no article: {refusal?.Message}");
        }
    }

    private static bool IsOn(string name) => SettingCatalogue.IsOn(Environment.GetEnvironmentVariable, name);

    internal static NodeRole? RoleOf(string said) => said.Trim().ToLowerInvariant() switch { "all" => NodeRole.All, "web" => NodeRole.Web, "worker" => NodeRole.Worker, _ => null };

    internal static LogFormat? LogOf(string? said) => said?.Trim().ToLowerInvariant() switch { null or "" or "off" => LogFormat.Quiet, "text" => LogFormat.Text, "json" => LogFormat.Json, _ => null };

    private static string? FindWrong(string urls) => urls.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(url => !Uri.TryCreate(url.Replace("://*", "://host", StringComparison.Ordinal).Replace("://+", "://host", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"));
}
