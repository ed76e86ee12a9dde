using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Recto.App.Features.Doctor;
using Recto.App.Shell;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Programs;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Federation;
using Recto.Storage.Sql;
using Recto.Storage.Status;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>Every misconfiguration of the list is made in a test, here or in the classes beside, and found; nothing is in the list that was not made.</summary>
public sealed class DoctorTests : DoctorExam
{
    private const string Secret = "5c1e0a9b7d3f42866ea1c09d58b7f3e2";

    // Everything that a look at settings and at the machine finds: what is set, and what the machine says.
    private static readonly (string Id, Func<Patient, Patient> Made)[] OfSettings =
    [
        ("setting-unknown", patient => patient with { Names = ["RECTO_ADRESS", "PATH"] }),
        ("style-missing", patient => patient with { Parts = ["Recto.App.Words.de.json"] }),
        ("proxies-unset", patient => With(patient, "RECTO_URLS=http://10.0.0.7:5000")),
        ("files-unreadable", patient => With(patient, "RECTO_S3_BUCKET=a/b")),
        ("redis-unreadable", patient => With(patient, "RECTO_REDIS=:::")),
        ("setting-unreadable", patient => With(patient, "RECTO_FILES=yes")),
        ("address-missing", patient => With(patient, "RECTO_MAIL=smtp://127.0.0.1:9")),
        ("address-http", patient => With(patient, "RECTO_ADDRESS=http://journals.example.org")),
        ("address-unknown", patient => With(patient, "RECTO_ADDRESS=https://journals.example.org") with { Machine = patient.Machine with { Resolve = (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>([]) } }),
        ("proxies-nobody", patient => With(patient, "RECTO_ADDRESS=https://journals.example.org RECTO_PROXIES=none")),
        ("urls-open", patient => With(patient, "RECTO_ADDRESS=https://journals.example.org RECTO_URLS=http://*:80")),
        ("admin-email-missing", patient => With(patient, "RECTO_ADDRESS=https://journals.example.org")),
        ("data-said-twice", patient => With(patient, "RECTO_DATA=/srv/recto") with { GivenFolder = patient.Data.DataFolder }),
        ("runtime-old", patient => patient with { Machine = patient.Machine with { Runtime = 9 } }),
        ("languages-missing", patient => patient with { Machine = patient.Machine with { KnowsLanguages = false } }),
        ("time-zones-missing", patient => patient with { Machine = patient.Machine with { KnowsTimeZones = false } }),
        ("open-files-few", patient => patient with { Machine = patient.Machine with { OpenFiles = 1024 } }),
        ("disk-nearly-full", patient => patient with { Machine = patient.Machine with { FreeBytes = _ => 1024 } }),
        ("disk-unknown", patient => patient with { Machine = patient.Machine with { FreeBytes = _ => null } }),
        ("data-folder-on-network", patient => patient with { Machine = patient.Machine with { FileSystem = _ => "nfs4" } }),
        ("saml-unreadable", patient => With(patient, "RECTO_SAML_SECRET=short")),
        ("proxies-unreadable", patient => With(patient, "RECTO_PROXIES=everybody")),
        ("proxies-everybody", patient => With(patient, "RECTO_PROXIES=0.0.0.0/0")),
        ("proxies-wide", patient => With(patient, "RECTO_PROXIES=130.0.0.0/8")),
        ("payment-unreadable", patient => With(patient, "RECTO_PAYMENT=stripe")),
        ("crossref-unreadable", patient => With(patient, "RECTO_CROSSREF_SERVER=there")),
        ("crossref-test", patient => With(patient, "RECTO_CROSSREF_SERVER=https://test.crossref.org")),
        ("crossref-elsewhere", patient => With(patient, "RECTO_CROSSREF_SERVER=https://doi.example.org RECTO_CROSSREF=login:word")),
        ("countries-unreadable", patient => With(patient, "RECTO_USAGE_COUNTRIES=/no/such/table.csv")),
        ("embedder-unusable", patient => With(patient, "RECTO_EMBEDDER=/no/such/model.onnx")),
        ("telemetry-unreadable", patient => With(patient, "RECTO_METRICS=yes")),
        ("metrics-open", patient => With(patient, "RECTO_METRICS=http://*:9464")),
        ("telemetry-open", patient => With(patient, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector.example.org:4318 OTEL_EXPORTER_OTLP_HEADERS=key=sesame")),
        ("typst-missing", patient => With(patient, $"{PdfPrograms.Variable}=/no/such/folder")),
        ("mail-silent", patient => With(patient, $"RECTO_MAIL=smtp://127.0.0.1:{ClosedPort()} RECTO_MAIL_FROM=site@example.org")),
    ];

    private static readonly (string Id, Func<PostgresFacts, PostgresFacts> Made)[] OfPostgres =
    [
        ("postgres-old", facts => facts with { Version = 140011 }),
        ("postgres-encoding", facts => facts with { Encoding = "LATIN1" }),
        ("postgres-collation", facts => facts with { CollationMade = "2.31", CollationNow = "2.36" }),
        ("postgres-fsync", facts => facts with { Fsync = "off" }),
        ("postgres-commit", facts => facts with { SynchronousCommit = "off" }),
        ("postgres-connections", facts => facts with { PoolSize = 100, MaxConnections = 100 }),
        ("postgres-rights", facts => facts with { MayCreate = false }),
        ("postgres-replica", facts => facts with { IsReplica = true }),
        ("postgres-without-tls", facts => facts with { IsClosed = false }),
        ("postgres-pooler", facts => facts with { IsPooled = true, ResetsOnClose = true }),
        ("postgres-tells-values", facts => facts with { TellsValues = true }),
        ("clock-off", facts => facts with { Clock = facts.Clock + 90_000_000 }),
    ];

    private readonly Run _run = new();

    public static TheoryData<string> Settings => [.. OfSettings.Select(one => one.Id)];

    public static TheoryData<string> Servers => [.. OfPostgres.Select(one => one.Id)];

    private Patient Well => Healthy(_run.Data);

    protected override void CleanUp() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task What_is_set_wrongly_is_found_with_the_next_step(string id)
    {
        Directory.CreateDirectory(_run.Data);
        SetMode(_run.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var sick = await FindAsync(OfSettings.Single(one => one.Id == id).Made(Well));

        Assert.DoesNotContain(id, (await FindAsync(Well)).Select(finding => finding.Id));
        var finding = sick.First(one => one.Id == id);
        Assert.NotEqual(Health.Ok, finding.Health);
        Assert.True(finding.Text.Length > 30, finding.Text);
        Assert.DoesNotContain("sesame", finding.Text, StringComparison.Ordinal);
        if (id == "setting-unknown")
        {
            Assert.Contains("RECTO_ADRESS in the environment is no setting of Recto, and nothing reads it. Did you mean RECTO_ADDRESS?", finding.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("PATH", sick.Where(one => one.Id == id).Select(one => one.Text[..4]));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_server_that_is_set_up_wrongly_is_found_with_the_next_step(string id)
    {
        var now = DateTimeOffset.UtcNow;
        var well = new PostgresFacts { Version = 170002, MaxConnections = 200, Clock = (now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10 };

        var finding = Assert.Single(PostgresDoctor.Judge(OfPostgres.Single(one => one.Id == id).Made(well), now));

        Assert.Equal(id, finding.Id);
        Assert.NotEqual(Health.Ok, finding.Health);
        Assert.Equal(Health.Ok, Assert.Single(PostgresDoctor.Judge(well, now)).Health);
    }

    [Fact]
    [Makes("database-not-writable", "database-silent", "database-string")]
    public async Task A_real_server_is_asked_and_says_what_the_connection_asked_for()
    {
        await using var data = await PreparedData.MakeAsync("postgresql", _run.Data);
        var spoilt = new NpgsqlConnectionStringBuilder(data.Options.PostgreSql) { Options = "-c synchronous_commit=off", IncludeErrorDetail = true, MaxPoolSize = 10 }.ToString();

        var found = (await FindAsync(Well with { Data = data.Options with { PostgreSql = spoilt } })).Select(finding => finding.Id).ToList();
        var healthy = await FindAsync(Well with { Data = data.Options });

        Assert.Contains("postgres-commit", found);
        Assert.Contains("postgres-tells-values", found);
        Assert.DoesNotContain("postgres-tells-values", healthy.Select(finding => finding.Id));
        Assert.DoesNotContain("clock-off", healthy.Select(finding => finding.Id));
        var frozen = new NpgsqlConnectionStringBuilder(data.Options.PostgreSql) { Options = "-c default_transaction_read_only=on" }.ToString();
        Assert.Contains("database-not-writable", await IdsAsync(Well with { Data = data.Options with { PostgreSql = frozen } }));
        Assert.DoesNotContain("database-not-writable", healthy.Select(finding => finding.Id));
        Assert.Contains("database-silent", (await FindAsync(Well with { Data = data.Options with { PostgreSql = "Host=127.0.0.1;Port=9;Username=recto;Timeout=2" } })).Select(finding => finding.Id));
        Assert.Contains("database-string", (await FindAsync(Well with { Data = data.Options with { PostgreSql = "Host=127.0.0.1;Colour=red" } })).Select(finding => finding.Id));
    }

    [Fact]
    [Makes("data-folder-not-there", "data-folder-not-writable", "data-folder-open", "settings-file-open", "backup-none", "backup-old", "backup-same-disk", "crawlers-none", "crawlers-old", "robots-old", "countries-old", "database-not-there", "files-not-there", "files-not-usable")]
    public async Task What_is_wrong_with_folders_and_files_is_found()
    {
        Assert.Contains("data-folder-not-there", await IdsAsync(Well));
        Directory.CreateDirectory(_run.Data);
        Assert.Contains("database-not-there", await IdsAsync(Well));
        Assert.Contains("backup-none", await IdsAsync(Well));
        await using (await PreparedData.MakeAsync("sqlite", _run.Data))
        {
        }

        LastBackup.Remember(_run.Data, DateTimeOffset.UtcNow.AddDays(-9), Path.Combine(_run.Data, "backup.zip"));
        var settings = _run.Write("recto.env", "RECTO_STRIPE_KEY=sk_live_sesame\n");
        SetMode(settings, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        SetMode(_run.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        var lists = Directory.CreateDirectory(Path.Combine(_run.Folder, "crawlers")).FullName;
        Assert.Contains("crawlers-none", await IdsAsync(With(Well, $"RECTO_CRAWLERS={lists}")));
        foreach (var name in (string[])["crawlers/googlebot.json", "robots.json", "countries.csv"])
        {
            File.SetLastWriteTimeUtc(_run.Write(name, "[]"), DateTime.UtcNow.AddDays(-500));
        }

        var found = await IdsAsync(With(Well, $"RECTO_CRAWLERS={lists} RECTO_ROBOTS={_run.Folder}/robots.json RECTO_USAGE_COUNTRIES={_run.Folder}/countries.csv") with { SettingsFile = settings, NamesInFile = ["RECTO_STRIPE_KEY"] });

        Assert.Superset(new HashSet<string> { "backup-old", "backup-same-disk", "settings-file-open", "data-folder-open", "crawlers-old", "robots-old", "countries-old" }, found);

        // A file in the place of the folder stands for one that nobody may write to: root may write everywhere.
        var blocked = Well with { Data = new DatabaseOptions { DataFolder = "/proc/self/fd" } };
        Assert.Contains("data-folder-not-writable", await IdsAsync(blocked));
        Directory.Delete(Path.Combine(_run.Data, "files"), recursive: true);
        Assert.Contains("files-not-there", await IdsAsync(Well));
        Directory.CreateSymbolicLink(Path.Combine(_run.Data, "files"), "/proc/self/fd");
        Assert.Contains("files-not-usable", await IdsAsync(Well));
        File.Delete(Path.Combine(_run.Data, "files"));
        await File.WriteAllTextAsync(Path.Combine(_run.Data, "files"), "no folder", Ct);
        Assert.Contains("files-not-there", await IdsAsync(Well));
    }

    [Fact]
    [Makes("search-behind", "files-waiting", "files-failed")]
    public async Task What_is_left_undone_is_found()
    {
        await using var data = await PreparedData.MakeAsync("sqlite", _run.Data);
        Assert.Empty((await IdsAsync(Well)).Intersect(["search-behind", "files-waiting", "files-failed"]));

        await DoAsync("UPDATE search_texts SET analysis = ''", "UPDATE articles SET created_at = created_at - 7200000000, updated_at = updated_at - 7200000000");
        Assert.Equal(["files-waiting", "search-behind"], (await IdsAsync(Well)).Intersect(["search-behind", "files-waiting", "files-failed"]).Order());

        await DoAsync("INSERT INTO made_files (article_id, kind, state, made_by, made_from, report, tried_at) SELECT id, 'pdf', 'failed', 'x', 'y', '[]', 1 FROM articles WHERE is_draft = 0 LIMIT 1");
        var failed = Assert.Single(await FindAsync(Well), finding => finding.Id == "files-failed");
        Assert.Contains("1 file of 1 article could not be made (“recto files list --failed” says why)", failed.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Makes("database-older", "database-newer", "demo-beside-real", "files-missing", "database-journal-mode", "database-damaged")]
    public async Task What_is_wrong_in_the_database_is_found()
    {
        await using var data = await PreparedData.MakeAsync("sqlite", _run.Data);
        Assert.DoesNotContain("database-older", await IdsAsync(Well));

        await DoAsync("DELETE FROM schemaversions WHERE scriptname LIKE '0040%'", "INSERT INTO schemaversions (scriptname, applied) VALUES ('9999_later.sql', '2030-01-01')",
            "INSERT INTO journals (id, key, title, title_key, created_at, updated_at) VALUES ('0197a000-0000-7000-8000-000000000001', 'leaves', 'Leaves', 'leaves', 1, 1)");
        var found = await IdsAsync(Well);
        Assert.Superset(new HashSet<string> { "database-older", "database-newer", "demo-beside-real" }, found);

        foreach (var file in Directory.GetFiles(Path.Combine(_run.Data, "files"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        Assert.Contains("files-missing", await IdsAsync(Well));
        await DoAsync("PRAGMA journal_mode = DELETE");
        Assert.Contains("database-journal-mode", await IdsAsync(Well));
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(_run.Data, "recto.db"), "this is no database, and it never was one", Ct);
        Assert.Contains("database-damaged", await IdsAsync(Well));
    }

    [Fact]
    [Makes("keys-missing", "deposits-stopped", "saml-no-secret", "saml-sp-alone", "saml-secret-weak", "saml-entity-missing", "saml-entity-no-uri", "saml-no-proxy", "provider-no-address", "provider-http", "provider-no-client", "provider-no-secret", "provider-inside",
        "payment-played", "payment-test-key", "payment-http", "payment-elsewhere")]
    public void What_the_desk_has_put_down_and_others_have_refused_is_found()
    {
        Assert.Equal("keys-missing", Assert.Single(Note(KeptDoctor.Secrets(new KeptSecrets(new HashSet<Guid>(), [("Leaves", "CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")])))).Id);
        Assert.Empty(KeptDoctor.Secrets(new KeptSecrets(new HashSet<Guid> { Guid.Empty }, [("Leaves", "CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")])));
        var stopped = Assert.Single(Note(KeptDoctor.Stopped([("Leaves", "The login was refused.")])));
        Assert.Equal(("deposits-stopped", true), (stopped.Id, stopped.Text.StartsWith("Leaves deposits nothing at present: The login was refused. ", StringComparison.Ordinal)));

        Assert.Equal(["saml-no-secret"], Ids(Access("").Saml(1, null)));
        Assert.Equal(["saml-sp-alone"], Ids(Access("").Saml(0, "/etc/shibboleth/shibboleth2.xml")));
        Assert.Equal(["saml-secret-weak", "saml-entity-missing"], Ids(Access("RECTO_SAML_SECRET=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").Saml(1, null)));
        Assert.Equal(["saml-entity-no-uri", "saml-no-proxy"], Ids(Access($"RECTO_SAML_SECRET={Secret} RECTO_SAML_ENTITY_ID=journals RECTO_PROXIES=none").Saml(1, null)));
        Assert.Equal(["provider-no-address"], Ids(Access("").Providers([Provider("login", "recto", "x")])));
        Assert.Equal(["provider-http", "provider-no-client", "provider-no-secret"], Ids(Access("").Providers([Provider("http://login.example.org", "", null)])));
        Assert.Equal(["provider-inside"], Ids(Access("").Providers([Provider("https://10.1.2.3", "recto", "x")])));
        Assert.Equal(["payment-played"], Ids(Access("").Payment(["Leaves"])));
        const string Stripe = "RECTO_PAYMENT=stripe RECTO_STRIPE_WEBHOOK_SECRETS=whsec_x ";
        Assert.Equal(["payment-test-key"], Ids(Access(Stripe + "RECTO_STRIPE_KEY=sk_test_x RECTO_ADDRESS=https://journals.example.org").Payment([])));
        Assert.Equal(["payment-http", "payment-elsewhere"], Ids(Access(Stripe + "RECTO_STRIPE_KEY=sk_live_x RECTO_ADDRESS=http://journals.example.org RECTO_STRIPE_SERVER=https://stripe.example").Payment([])));
    }

    [Fact]
    [Makes("mail-login", "mail-tls")]
    public async Task A_mail_server_is_called_and_nothing_is_sent()
    {
        await using var server = MailServer.Start();
        MailSettings Of(string? password) => new() { Host = "127.0.0.1", Port = server.Port, User = password is null ? null : "recto", Password = password, From = "site@example.org", Folder = "mail" };

        Assert.Equal(Health.Ok, (await MailDoctor.CallAsync(Of("secret"), Ct)).Health);
        Assert.Equal("mail-login", Note([await MailDoctor.CallAsync(Of("wrong"), Ct)])[0].Id);
        Assert.Equal("mail-tls", Note([await MailDoctor.CallAsync(Of("secret") with { IsTls = true }, Ct)])[0].Id);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task The_list_the_guide_and_what_is_made_here_are_the_same()
    {
        var made = OfSettings.Select(one => one.Id).Concat(OfPostgres.Select(one => one.Id)).Concat(typeof(DoctorTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DoctorExam)))
            .SelectMany(type => type.GetMethods()).SelectMany(test => test.GetCustomAttribute<MakesAttribute>()?.Ids ?? []));

        Assert.Equal(Misconfigurations.All.Select(one => one.Id).Order(StringComparer.Ordinal), made.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, await _run.RectoAsync("doctor", "--format", "markdown"));
        Assert.Contains(_run.Out, await File.ReadAllTextAsync(Path.Combine(Root(), "docs/operate/doctor.md"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_an_object_a_line()
    {
        Assert.Equal(0, await _run.RectoAsync("doctor", "--format", "json", "--data", _run.Data));

        Assert.All(_run.Lines, line => Assert.Equal(["health", "subject", "id", "message"], line.EnumerateObject().Select(member => member.Name)));
        var folder = _run.Lines.First(line => line.GetProperty("id").GetString() == "data-folder-not-there");
        Assert.Equal(("warn", "data folder"), (folder.GetProperty("health").GetString(), folder.GetProperty("subject").GetString()));
        Assert.Contains(_run.Lines, line => line.GetProperty("health").GetString() == "ok" && line.GetProperty("id").ValueKind == JsonValueKind.Null);
        Assert.Equal(2, await _run.RectoAsync("doctor", "--format", "xml"));
    }

    private IEnumerable<string?> Ids(IEnumerable<Finding> findings) => Note(findings).Select(finding => finding.Id);

    private async Task DoAsync(params string[] statements)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_run.Data, "recto.db")};Pooling=False");
        await connection.OpenAsync(Ct);
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(statement);
        }
    }

    private static Patient With(Patient patient, string environment) => patient with { Read = Read(environment) };

    private static AccessDoctor Access(string environment) => new(Read(environment));

    private static Func<string, string?> Read(string environment)
    {
        var said = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return said.GetValueOrDefault;
    }

    private static IdentityProvider Provider(string issuer, string client, string? secret) => new() { Id = Guid.CreateVersion7(), Key = "uni-x", Kind = ProviderKind.Institution, Name = "University X", Issuer = issuer, ClientId = client, ClientSecret = secret, Scopes = "openid" };

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recto.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
