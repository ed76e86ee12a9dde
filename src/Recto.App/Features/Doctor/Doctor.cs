using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Programs;
using Recto.Storage.Federation;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Search;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at one thing or at some that belong together.</summary>
/// <param name="patient">The site.</param>
/// <param name="ct">Cancels.</param>
internal delegate IAsyncEnumerable<Finding> DoctorCheck(Patient patient, CancellationToken ct);

/// <summary>Looks at everything that Recto needs. Changes nothing but a probe file that it takes away again.</summary>
/// <param name="patient">The site.</param>
internal sealed class Doctor(Patient patient)
{
    /// <summary>Key of the demo journal, which is invented.</summary>
    public const string DemoKey = "lower-margin";

    private const string ShibbolethSp = "/etc/shibboleth/shibboleth2.xml";

    /// <summary>All checks, in the order of their telling. Whoever brings one more adds a line, and its misconfigurations to <see cref="Misconfigurations"/>.</summary>
    public static IReadOnlyList<DoctorCheck> Checks { get; } =
    [
        One(MachineDoctor.Runtime),
        One(MachineDoctor.Languages),
        One(MachineDoctor.Zones),
        One(Pages),
        One(MachineDoctor.Files),
        Many(SettingsDoctor.Names),
        One(MachineDoctor.SettingsFile),
        SettingsDoctor.AddressAsync,
        Many(MachineDoctor.Folder),
        One(MachineDoctor.Space),
        Later((patient, ct) => new Doctor(patient).DatabaseAsync(ct)),
        Later(PostgresAsync),
        OneLater((patient, ct) => new Doctor(patient).SearchAsync(ct)),
        Later(FilesDoctor.LookAsync),
        OneLater((patient, ct) => new Doctor(patient).MadeFilesAsync(ct)),
        Later(KeptDoctor.LookAsync),
        Later(MailAsync),
        Later(RedisDoctor.LookAsync),
        (patient, ct) => new Doctor(patient).AccessAsync(ct),
        One(SettingsDoctor.Crossref),
        Many(SettingsDoctor.Lists),
        Many(SettingsDoctor.Telemetry),
        One(patient => UsageDoctor.Countries(patient.Read)),
        One(patient => EmbedderDoctor.Model(patient.Read)),
        One(Pdf),
        Many(MachineDoctor.Backup),
        Many(_ => Programs()),
    ];

    private DatabaseOptions Data => patient.Data;

    /// <summary>All findings, in the order of their telling.</summary>
    public async IAsyncEnumerable<Finding> ExamineAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var check in Checks)
        {
            await foreach (var finding in check(patient, ct))
            {
                yield return finding;
            }
        }
    }

    private static DoctorCheck One(Func<Patient, Finding?> look) => Many(patient => look(patient) is { } found ? [found] : []);

    private static DoctorCheck Many(Func<Patient, IEnumerable<Finding>> look) => Later((patient, _) => Task.FromResult<IReadOnlyList<Finding>>([.. look(patient)]));

    private static DoctorCheck OneLater(Func<Patient, CancellationToken, Task<Finding?>> look) => Later(async (patient, ct) => await look(patient, ct) is { } found ? [found] : []);

    private static DoctorCheck Later(Func<Patient, CancellationToken, Task<IReadOnlyList<Finding>>> look)
    {
        return GoAsync;

        async IAsyncEnumerable<Finding> GoAsync(Patient patient, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var finding in await look(patient, ct))
            {
                yield return finding;
            }
        }
    }

    private static async Task<IReadOnlyList<Finding>> PostgresAsync(Patient patient, CancellationToken ct)
    {
        if (patient.Data.PostgreSql is null)
        {
            return [];
        }

        try
        {
            await using var database = Database.At(patient.Data);
            var exam = new PostgresExam(database);
            var servers = PostgresDoctor.Judge(await exam.AskServersAsync(ct), patient.Data.MostReplicaLag);
            return [.. servers, .. await exam.AskAsync(ct) is { } facts ? PostgresDoctor.Judge(facts, patient.Time.GetUtcNow()) : []];
        }
        catch (ArgumentException)
        {
            return []; // The connection string cannot be read, which another line says.
        }
    }

    private static async Task<IReadOnlyList<Finding>> MailAsync(Patient patient, CancellationToken ct)
    {
        if (!SiteOptions.TryRead(patient.Read, new SiteOptions { Database = patient.Data }, out var told, out var wrong))
        {
            return [new Finding(Health.Fail, "environment", wrong, "setting-unreadable")];
        }

        return [told.Mail is { Host: not null } mail
            ? await MailDoctor.CallAsync(mail, ct)
            : new Finding(Health.Ok, "mail", $"no server is set, so mails are kept as files in {told.Mail!.Folder} (RECTO_MAIL=smtp://user:password@host:587 sends them)")];
    }

    private async IAsyncEnumerable<Finding> AccessAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (doctor, kept) = (new AccessDoctor(patient.Read), await KeptAsync(ct));
        foreach (var finding in doctor.Saml(kept.SamlInstitutions, File.Exists(ShibbolethSp) ? ShibbolethSp : null).Append(doctor.Proxies()).Concat(doctor.Providers(kept.Providers)).Concat(doctor.Payment(kept.Selling)))
        {
            yield return finding;
        }
    }

    // Nothing where there is no database to ask, which another line says.
    private async Task<(int SamlInstitutions, IReadOnlyList<IdentityProvider> Providers, IReadOnlyList<string> Selling)> KeptAsync(CancellationToken ct)
    {
        if (Data.PostgreSql is null && !File.Exists(Data.SqliteFile))
        {
            return (0, [], []);
        }

        try
        {
            await using var database = Database.At(Data);
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

    private static Finding Pdf(Patient patient)
    {
        var here = PdfPrograms.Find(OptionalPrograms.OfMachine, patient.Data.DataFolder);
        var named = patient.Read(PdfPrograms.Variable)?.Trim();
        return named is { Length: > 0 } and not "off" && !here.HasTypst
            ? new Finding(Health.Warn, "PDF", $"{PdfPrograms.Variable} names {named}, and {(here.Node is null && Directory.Exists(Path.Combine(named, "node_modules", PdfPrograms.Package)) ? "Node is not here" : $"the package {PdfPrograms.Package} is not in it")}: PDFs are {here.InWords}", "typst-missing")
            : new Finding(Health.Ok, "PDF", here.InWords);
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

    // Style and type live in the program itself.
    private static Finding Pages(Patient patient)
    {
        var names = patient.Parts;
        var fonts = names.Count(name => name.EndsWith(".woff2", StringComparison.Ordinal));
        var sheets = names.Count(name => name.EndsWith(".css", StringComparison.Ordinal));
        return fonts > 0 && sheets > 0
            ? new Finding(Health.Ok, "style and type", $"{sheets} style sheet{(sheets == 1 ? "" : "s")} and {fonts} fonts are in the program")
            : new Finding(Health.Fail, "style and type", "The program was built without its style and type: pages would come bare. Install Recto again.", "style-missing");
    }

    private async Task<IReadOnlyList<Finding>> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await using var database = Database.At(Data);
            var health = await new DatabaseDoctor(database).ExamineAsync(ct);
            var problems = health.Problems.Where(problem => !problem.StartsWith("Only ", StringComparison.Ordinal)).ToList();
            if (!health.Exists && Data.PostgreSql is null)
            {
                return [new Finding(Health.Warn, "database", $"There is no database at {health.Place} yet: “recto serve” or “recto import” makes it.", "database-not-there")];
            }

            return problems.Count == 0
                ? [new Finding(Health.Ok, "database", string.Create(CultureInfo.InvariantCulture, $"{health.Product} at {health.Place}, {health.Applied.Count} steps of migration taken, {(health.Damage is null ? "" : "no damage, ")}{health.Bytes / 1024:N0} KB"))]
                : [.. problems.Select(problem => new Finding(Health.Fail, "database", problem, IdOf(problem, health)))];
        }
        catch (ConnectionStringException unreadable)
        {
            return [new Finding(Health.Fail, "database", unreadable.Message, "database-string")];
        }
    }

    private static string IdOf(string problem, DatabaseHealth health) => health switch
    {
        _ when problem.Contains("newer Recto", StringComparison.Ordinal) => "database-newer",
        _ when problem.Contains("steps of migration", StringComparison.Ordinal) => "database-older",
        _ when problem.Contains("journal mode", StringComparison.Ordinal) => "database-journal-mode",
        _ when problem.Contains("cannot be written to", StringComparison.Ordinal) => "database-not-writable",
        _ when problem.Contains("does not answer", StringComparison.Ordinal) => "database-silent",
        _ => "database-damaged",
    };

    // Null where there is no database to ask, which another line says.
    private async Task<Finding?> SearchAsync(CancellationToken ct)
    {
        if (Data.PostgreSql is null && !File.Exists(Data.SqliteFile))
        {
            return null;
        }

        try
        {
            await using var database = Database.At(Data);
            var (articles, behind) = await new SearchStore(database).StateAsync(ct);
            return behind == 0
                ? new Finding(Health.Ok, "search index", $"up to date with {(articles == 1 ? "1 article" : $"{articles} articles")}")
                : new Finding(Health.Warn, "search index", $"{behind} of {articles} articles are not in it as they are now: “recto serve” brings it up to date by itself, “recto search rebuild” at once.", "search-behind");
        }
        catch (Exception unknown) when (unknown is System.Data.Common.DbException or ArgumentException)
        {
            return null;
        }
    }

    // Null where there is no database to ask, which another line says.
    private async Task<Finding?> MadeFilesAsync(CancellationToken ct)
    {
        if (Data.PostgreSql is null && !File.Exists(Data.SqliteFile))
        {
            return null;
        }

        try
        {
            await using var database = Database.At(Data);
            var tally = await new MadeFileStore(database).TallyAsync(ct);
            var oldest = tally.OldestChange is { } changed ? DateTimeOffset.UtcNow - changed : TimeSpan.Zero;
            var waiting = tally.Due == 0 ? "" : $"{tally.Due} of {(tally.Articles == 1 ? "1 published article" : $"{tally.Articles} published articles")} {(tally.Due == 1 ? "waits" : "wait")} for files, the longest for {Duration(oldest)}";
            var failed = tally.Failed == 0 ? "" : $"{tally.Failed} {(tally.Failed == 1 ? "file" : "files")} of {(tally.FailedArticles == 1 ? "1 article" : $"{tally.FailedArticles} articles")} could not be made (“recto files list --failed” says why)";
            return (waiting, failed) switch
            {
                ("", "") => new Finding(Health.Ok, "files to take away", $"made of all {tally.Articles} published articles"),
                (_, "") when oldest < TimeSpan.FromHours(1) => new Finding(Health.Ok, "files to take away", waiting + "; “recto serve” makes them by itself"),
                (_, "") => new Finding(Health.Warn, "files to take away", $"{waiting}: “recto serve” makes them by itself (unless RECTO_FILES is off), “recto files make” at once.", "files-waiting"),
                ("", _) => new Finding(Health.Warn, "files to take away", $"{failed}.", "files-failed"),
                _ => new Finding(Health.Warn, "files to take away", $"{waiting}; {failed}. “recto files make” makes at once what can be made.", "files-failed"),
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
}
