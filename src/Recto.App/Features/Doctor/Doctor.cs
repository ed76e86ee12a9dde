using System.Globalization;
using System.Runtime.InteropServices;
using Recto.App.Shell;
using Recto.App.Shell.Programs;
using Recto.Storage.Federation;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Search;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at everything that Recto needs. Changes nothing but a probe file that it takes away again.</summary>
/// <param name="data">Where the site keeps its things.</param>
internal sealed class Doctor(DatabaseOptions data)
{
    private const string ShibbolethSp = "/etc/shibboleth/shibboleth2.xml";
    private const string DemoKey = "lower-margin"; // The demo journal, which is invented.
    private const long Little = 500L * 1024 * 1024;

    /// <summary>All findings, in the order of their telling.</summary>
    public async IAsyncEnumerable<Finding> ExamineAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return Runtime();
        yield return Culture();
        yield return Pages();
        yield return Folder();
        yield return Space();
        foreach (var finding in await DatabaseAsync(ct))
        {
            yield return finding;
        }

        if (await SearchAsync(ct) is { } index)
        {
            yield return index;
        }

        yield return await FilesAsync(ct);
        if (await MadeFilesAsync(ct) is { } made)
        {
            yield return made;
        }

        foreach (var finding in Mail())
        {
            yield return finding;
        }

        await foreach (var finding in AccessAsync(ct))
        {
            yield return finding;
        }

        if (UsageDoctor.Countries(Environment.GetEnvironmentVariable) is { } countries)
        {
            yield return countries;
        }

        if (EmbedderDoctor.Model(Environment.GetEnvironmentVariable) is { } model)
        {
            yield return model;
        }

        yield return Pdf();
        yield return LastBackupOf();
        foreach (var finding in Programs())
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> AccessAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (doctor, kept) = (new AccessDoctor(Environment.GetEnvironmentVariable), await KeptAsync(ct));
        foreach (var finding in doctor.Saml(kept.SamlInstitutions, File.Exists(ShibbolethSp) ? ShibbolethSp : null).Append(doctor.Proxies()).Concat(doctor.Providers(kept.Providers)).Concat(doctor.Payment(kept.Selling)))
        {
            yield return finding;
        }
    }

    // Nothing where there is no database to ask, which another line says.
    private async Task<(int SamlInstitutions, IReadOnlyList<IdentityProvider> Providers, IReadOnlyList<string> Selling)> KeptAsync(CancellationToken ct)
    {
        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return (0, [], []);
        }

        try
        {
            await using var database = Database.At(data);
            var titles = (await new JournalStore(database).ListAsync(ct)).Where(journal => journal.Key != DemoKey).ToDictionary(journal => journal.Id, journal => journal.Title);
            return ((await new InstitutionIdentityStore(database).ListChoosableAsync(ct)).Count(institution => institution.Identities.Any(identity => identity.Kind == IdentityKind.Saml)),
                await new IdentityProviderStore(database).ListAsync(ct),
                [.. (await new SellerStore(database).ListShopsAsync(ct)).Where(shop => shop.IsOn).Select(shop => titles.GetValueOrDefault(shop.JournalId)).OfType<string>().Order(StringComparer.Ordinal)]);
        }
        catch (Exception unknown) when (unknown is System.Data.Common.DbException or ArgumentException)
        {
            return (0, [], []);
        }
    }

    private Finding LastBackupOf() => LastBackup.Find(data.DataFolder) switch
    {
        null when !Directory.Exists(data.DataFolder) => new Finding(Health.Ok, "backup", "there is nothing to back up yet"),
        null => new Finding(Health.Warn, "backup", "No backup by “recto backup” is known here: make one, by a timer best (docs/operate/backup.md)."),
        { } made when DateTimeOffset.UtcNow - made > TimeSpan.FromDays(7) => new Finding(Health.Warn, "backup", string.Create(CultureInfo.InvariantCulture, $"The last one is of {made:yyyy-MM-dd HH:mm} UTC, {(DateTimeOffset.UtcNow - made).TotalDays:0} days ago: make one, by a timer best.")),
        { } made => new Finding(Health.Ok, "backup", string.Create(CultureInfo.InvariantCulture, $"the last one is of {made:yyyy-MM-dd HH:mm} UTC")),
    };

    private Finding Pdf()
    {
        var here = PdfPrograms.Find(OptionalPrograms.OfMachine, data.DataFolder);
        return new Finding(Health.Ok, "PDF", here.InWords);
    }

    private static IEnumerable<Finding> Programs()
    {
        foreach (var program in OptionalPrograms.OfPictures)
        {
            yield return OptionalPrograms.OfMachine.Find(program) is { } file
                ? new Finding(Health.Ok, "optional program", $"{program.Name} at {file}, for {program.Purpose}; it runs with {(ProgramRun.FenceInWords is { Length: > 0 } fence ? fence : "no fence but its time: install util-linux")}")
                : new Finding(Health.Ok, "optional program", $"{program.Name} is not here; it would turn {program.Purpose}, which are refused without it (or name it with {program.Variable})");
        }
    }

    private static Finding Runtime() => Environment.Version.Major >= 10
        ? new Finding(Health.Ok, "runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})")
        : new Finding(Health.Fail, "runtime", $"{RuntimeInformation.FrameworkDescription} is too old: install .NET 10.");

    private static Finding Culture()
    {
        // Without ICU dates and sorting of titles know English only.
        var invariant = CultureInfo.GetCultureInfo("ru").DateTimeFormat.GetMonthName(4) == CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(4);
        return invariant
            ? new Finding(Health.Warn, "languages", "ICU is missing, so dates and sorting know no language: install libicu (Debian: apt-get install libicu-dev) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.")
            : new Finding(Health.Ok, "languages", "ICU knows dates and sorting of all languages");
    }

    // Style and type live in the program itself.
    private static Finding Pages()
    {
        var names = typeof(Doctor).Assembly.GetManifestResourceNames();
        var fonts = names.Count(name => name.EndsWith(".woff2", StringComparison.Ordinal));
        var sheets = names.Count(name => name.EndsWith(".css", StringComparison.Ordinal));
        return fonts > 0 && sheets > 0
            ? new Finding(Health.Ok, "style and type", $"{sheets} style sheet{(sheets == 1 ? "" : "s")} and {fonts} fonts are in the program")
            : new Finding(Health.Fail, "style and type", "The program was built without its style and type: pages would come bare. Install Recto again.");
    }

    private Finding Folder()
    {
        if (!Directory.Exists(data.DataFolder))
        {
            return new Finding(Health.Warn, "data folder", $"{data.DataFolder} is not there yet: “recto serve” or “recto import” makes it.");
        }

        var probe = Path.Combine(data.DataFolder, ".recto-doctor-" + Guid.NewGuid().ToString("N"));
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding(Health.Ok, "data folder", $"{data.DataFolder} can be written to");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whether it can be written to is the question.
            return new Finding(Health.Fail, "data folder", $"{data.DataFolder} cannot be written to ({refused.Message}): give the user of this process the right, or name another folder with --data or RECTO_DATA.");
        }
    }

    private Finding Space()
    {
        var folder = new DirectoryInfo(data.DataFolder);
        while (folder is { Exists: false, Parent: not null })
        {
            folder = folder.Parent;
        }

        try
        {
            var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
            var shown = string.Create(CultureInfo.InvariantCulture, $"{free / (1024 * 1024):N0} MB free");
            return free < Little
                ? new Finding(Health.Warn, "disk", $"Only {shown}: make room before importing.")
                : new Finding(Health.Ok, "disk", shown);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some mounts do not tell.
            return new Finding(Health.Warn, "disk", $"How much is free under {folder.FullName} cannot be told: look yourself.");
        }
    }

    private async Task<IReadOnlyList<Finding>> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await using var database = Database.At(data);
            var health = await new DatabaseDoctor(database).ExamineAsync(ct);
            var problems = health.Problems.Where(problem => !problem.StartsWith("Only ", StringComparison.Ordinal)).ToList();
            if (!health.Exists && data.PostgreSql is null)
            {
                return [new Finding(Health.Warn, "database", $"There is no database at {health.Place} yet: “recto serve” or “recto import” makes it.")];
            }

            return problems.Count == 0
                ? [new Finding(Health.Ok, "database", string.Create(CultureInfo.InvariantCulture, $"{health.Product} at {health.Place}, {health.Applied.Count} steps of migration taken, {(health.Damage is null ? "" : "no damage, ")}{health.Bytes / 1024:N0} KB"))]
                : [.. problems.Select(problem => new Finding(Health.Fail, "database", problem))];
        }
        catch (ArgumentException unreadable)
        {
            // The connection string's own words.
            return [new Finding(Health.Fail, "database", $"The connection string cannot be read ({unreadable.Message}): mend --database or RECTO_DATABASE.")];
        }
    }

    // Null where there is no database to ask, which another line says.
    private async Task<Finding?> SearchAsync(CancellationToken ct)
    {
        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return null;
        }

        try
        {
            await using var database = Database.At(data);
            var (articles, behind) = await new SearchStore(database).StateAsync(ct);
            return behind == 0
                ? new Finding(Health.Ok, "search index", $"up to date with {(articles == 1 ? "1 article" : $"{articles} articles")}")
                : new Finding(Health.Warn, "search index", $"{behind} of {articles} articles are not in it as they are now: “recto serve” brings it up to date by itself, “recto search rebuild” at once.");
        }
        catch (Exception unknown) when (unknown is System.Data.Common.DbException or ArgumentException)
        {
            return null;
        }
    }

    // Null where there is no database to ask, which another line says.
    private async Task<Finding?> MadeFilesAsync(CancellationToken ct)
    {
        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return null;
        }

        try
        {
            await using var database = Database.At(data);
            var tally = await new MadeFileStore(database).TallyAsync(ct);
            var oldest = tally.OldestChange is { } changed ? DateTimeOffset.UtcNow - changed : TimeSpan.Zero;
            var waiting = tally.Due == 0 ? "" : $"{tally.Due} of {(tally.Articles == 1 ? "1 published article" : $"{tally.Articles} published articles")} {(tally.Due == 1 ? "waits" : "wait")} for files, the longest for {Duration(oldest)}";
            var failed = tally.Failed == 0 ? "" : $"{tally.Failed} {(tally.Failed == 1 ? "file" : "files")} of {(tally.FailedArticles == 1 ? "1 article" : $"{tally.FailedArticles} articles")} could not be made (“recto files list --failed” says why)";
            return (waiting, failed) switch
            {
                ("", "") => new Finding(Health.Ok, "files to take away", $"made of all {tally.Articles} published articles"),
                (_, "") when oldest < TimeSpan.FromHours(1) => new Finding(Health.Ok, "files to take away", waiting + "; “recto serve” makes them by itself"),
                (_, "") => new Finding(Health.Warn, "files to take away", $"{waiting}: “recto serve” makes them by itself (unless RECTO_FILES is off), “recto files make” at once."),
                ("", _) => new Finding(Health.Warn, "files to take away", $"{failed}."),
                _ => new Finding(Health.Warn, "files to take away", $"{waiting}; {failed}. “recto files make” makes at once what can be made."),
            };
        }
        catch (Exception unknown) when (unknown is System.Data.Common.DbException or ArgumentException)
        {
            return null;
        }
    }

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => "a minute",
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
    };

    private IEnumerable<Finding> Mail()
    {
        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, new SiteOptions { Database = data }, out var told, out var wrong))
        {
            yield return new Finding(Health.Fail, "environment", wrong);
            yield break;
        }

        yield return told.Mail is { Host: not null } mail
            ? new Finding(Health.Ok, "mail", $"goes to {mail.Place}, from {mail.From}")
            : new Finding(Health.Ok, "mail", $"no server is set, so mails are kept as files in {told.Mail!.Folder} (RECTO_MAIL=smtp://user:password@host:587 sends them)");
        if (told is { Mail.Host: not null, Address: null })
        {
            yield return new Finding(Health.Warn, "address", SiteOptions.NoAddress);
        }
    }

    private async Task<Finding> FilesAsync(CancellationToken ct)
    {
        var folder = DataPlace.FilesFolder(data);
        if (!Directory.Exists(folder))
        {
            return new Finding(Directory.Exists(data.DataFolder) && File.Exists(data.SqliteFile) ? Health.Warn : Health.Ok, "file store", $"{folder} is not there yet: the first import makes it.");
        }

        try
        {
            var store = new LocalFileStore(folder);
            var kept = await store.WriteAsync(new MemoryStream("recto doctor"u8.ToArray()), 64, ct);
            await using var back = await store.OpenAsync(kept.Hash, ct);
            return back is null
                ? new Finding(Health.Fail, "file store", $"A file written to {folder} cannot be read again: check the disk.")
                : new Finding(Health.Ok, "file store", $"{folder} can be written to and read from");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whether it works is the question.
            return new Finding(Health.Fail, "file store", $"{folder} cannot be used ({refused.Message}): give the user of this process the right to write there.");
        }
    }
}
