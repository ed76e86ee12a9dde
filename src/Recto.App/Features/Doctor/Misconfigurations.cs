using System.Text;

namespace Recto.App.Features.Doctor;

/// <summary>Something that the doctor can find.</summary>
/// <param name="Id">By which programs know it.</param>
/// <param name="Finds">What is the matter; Markdown of one line.</param>
/// <param name="Why">Why that matters.</param>
/// <param name="Mend">What to do.</param>
internal sealed record Misconfiguration(string Id, string Finds, string Why, string Mend);

/// <summary>All that the doctor can find: the page of the operating guide is made of it, and each has a test.</summary>
internal static class Misconfigurations
{
    /// <summary>They, in the order of their telling.</summary>
    public static IReadOnlyList<Misconfiguration> All { get; } =
    [
        new("runtime-old", "a runtime older than .NET 10", "the program does not run on it", "install .NET 10"),
        new("languages-missing", "ICU is missing, or switched off", "dates and sorting know no language", "install libicu, unset `DOTNET_SYSTEM_GLOBALIZATION_INVARIANT`"),
        new("time-zones-missing", "the data of time zones are missing", "times are those of UTC only", "install tzdata"),
        new("style-missing", "a program without its style and type", "pages come bare", "install Recto again"),
        new("open-files-few", "fewer than 4096 open files for the process", "each connection is one: a busy site refuses readers", "`LimitNOFILE=65536` in the unit, `ulimit -n` in a shell"),
        new("setting-unknown", "a name that begins with `RECTO_` and is no setting, most often misspelt", "nothing reads it, and what it was to change does not change", "write it as the doctor proposes, or as `recto config --all` lists it"),
        new("setting-unreadable", "a setting that cannot be used", "the site does not start", "write it as the line says"),
        new("settings-file-open", "a file of settings with secrets that everybody on the machine may read", "passwords and keys of payment are open", "`chmod 640`, owned by root and the service’s group"),
        new("address-missing", "mails go out, and `RECTO_ADDRESS` is not set", "links in mails lead to whatever host a request names", "set it to the address that readers use"),
        new("address-http", "`RECTO_ADDRESS` is one of http", "passwords and cookies travel open", "a web server with a certificate before the site"),
        new("address-unknown", "the host of `RECTO_ADDRESS` has no address", "readers cannot come by it", "look at the DNS"),
        new("proxies-nobody", "a web server stands before the site, and `RECTO_PROXIES` believes nobody", "every reader comes from one address: no institution is known, limits hit all at once", "leave `RECTO_PROXIES` out, or name the web server"),
        new("proxies-unset", "the site listens to other machines, and `RECTO_PROXIES` was never set", "behind a web server elsewhere all readers are one; without one a header gives twenty times as many pages", "name the web server, or `none`"),
        new("urls-open", "the site listens without TLS for everybody, beside an address of https", "the certificate is gone around", "listen at 127.0.0.1"),
        new("admin-email-missing", "no address of an administrator is set", "harvesters and Crossref are told one that nobody reads", "set `RECTO_ADMIN_EMAIL`"),
        new("data-said-twice", "`--data` and `RECTO_DATA` name different folders", "a command works on another site than the service", "give both the same"),
        new("data-folder-not-there", "the data folder is not there yet", "nothing, before the first start; later: another folder was meant", "start the site, or name the right folder"),
        new("data-folder-not-writable", "the data folder cannot be written to by this user", "imports, files and SQLite fail", "`chown` it to the user of the service"),
        new("data-folder-open", "everybody on the machine may write to the data folder, or read its database", "names of persons and keys of cookies are open", "`chmod 750`"),
        new("data-folder-on-network", "SQLite on a network file system", "its locks do not hold there: data are lost", "a disk of the machine, or PostgreSQL"),
        new("disk-nearly-full", "less than 500 MB free", "imports break off, SQLite cannot write", "make room"),
        new("disk-unknown", "how much is free is not told", "nobody is warned", "look yourself"),
        new("database-not-there", "there is no database yet", "nothing, before the first start", "start the site"),
        new("database-string", "the connection string cannot be read", "the site does not start", "mend `RECTO_DATABASE`"),
        new("database-silent", "PostgreSQL does not answer", "the site does not start", "see that it runs, and that host, port and password are right"),
        new("database-newer", "the database was made by a newer Recto", "an older program would spoil it, and refuses", "start the newer one"),
        new("database-older", "steps of migration are still to be taken", "commands that need them fail", "make a backup, start the site"),
        new("database-damaged", "the SQLite file is damaged or cannot be read", "articles are lost, bit by bit", "stop, keep a copy, restore a backup"),
        new("database-journal-mode", "SQLite’s journal mode is not WAL", "readers wait for writers", "start the site once on a local disk"),
        new("database-not-writable", "the database cannot be written to", "nothing is kept", "rights of file and folder; no replica"),
        new("postgres-old", "PostgreSQL before 15", "statements fail", "upgrade"),
        new("postgres-encoding", "a database that is not UTF-8", "titles in other scripts cannot be kept", "a new one with `ENCODING 'UTF8'`"),
        new("postgres-collation", "the system’s collation has another version than that of the indexes", "rows are missed, and kept twice", "`REINDEX DATABASE`, `REFRESH COLLATION VERSION`"),
        new("postgres-fsync", "`fsync` is off", "a power cut destroys the database", "`fsync = on`"),
        new("postgres-commit", "`synchronous_commit` is off", "paid orders may be gone after a power cut", "`on` for this database"),
        new("postgres-connections", "the pool is larger than what the server takes", "errors under load", "a smaller `Maximum Pool Size`, or more `max_connections`"),
        new("postgres-rights", "the role may make no tables", "migrations fail", "`GRANT CREATE, USAGE ON SCHEMA`"),
        new("postgres-replica", "the server that answers is a replica", "nothing can be written", "name the primary first, `Target Session Attributes`"),
        new("postgres-without-tls", "the connection to another machine is open", "who sits between reads the password", "`SSL Mode=VerifyFull`"),
        new("postgres-tells-values", "`Include Error Detail` or `Log Parameters` is on", "messages hold what readers typed", "take it out"),
        new("postgres-pooler", "a pooler in mode `transaction`, and no `No Reset On Close=true`", "connections are reset that others use", "add it to `RECTO_DATABASE` ([PostgreSQL](postgresql.md#pgbouncer))"),
        new("postgres-two-primaries", "two of the servers named say that they are the primary", "what the one takes in, the other never sees", "stop the wrong one at once"),
        new("postgres-no-primary", "none of the servers named is the primary", "the site can only be read", "start it, or promote a replica"),
        new("postgres-server-silent", "one of several servers does not answer", "it is no help, and costs time", "start it, or take it out"),
        new("postgres-no-replica", "several servers are named, and none is a replica", "nothing stands by for the loss of the primary", "see why replicas do not run"),
        new("postgres-replica-behind", "a replica is further behind than `RECTO_REPLICA_LAG`", "it is not read; what it lacks is lost with the primary", "`pg_stat_replication`, disks, `pg_wal_replay_resume()`"),
        new("clock-off", "this machine’s clock and the database’s differ by more than half a minute", "embargoes, links and sign-ins end at the wrong time", "NTP on both"),
        new("search-behind", "articles that the search index does not have as they are", "readers do not find them", "`recto search rebuild`, or wait"),
        new("files-not-there", "a database without its folder of files", "files of articles are gone", "restore the folder"),
        new("files-unreadable", "settings of the bucket, or `RECTO_FILES_KEPT`, that cannot be used", "the site does not start", "as the line says"),
        new("s3-silent", "the file store does not answer", "no file is given or taken", "that it runs; `RECTO_S3_ENDPOINT`, the firewall"),
        new("s3-bucket", "there is no such bucket", "no file is given or taken", "make it, or mend `RECTO_S3_BUCKET`"),
        new("s3-key", "the file store does not know the key, or there is none", "no file is given or taken", "`RECTO_S3_KEY`, `RECTO_S3_SECRET`, or a role"),
        new("s3-refused", "the key may not write, read, list or delete there", "imports fail, or old files stay for ever", "give it the rights ([S3](s3.md))"),
        new("s3-clock", "the clocks of this machine and of the file store differ", "every request is refused", "NTP"),
        new("s3-region", "the bucket stands in another region", "every request is refused", "`RECTO_S3_REGION`"),
        new("files-not-usable", "the folder of files cannot be written to, or does not give back what was written", "imports fail", "rights, or the disk"),
        new("files-missing", "files that articles name are not there", "readers get 404 for PDFs and pictures", "restore the folder; `recto files make`"),
        new("files-waiting", "articles wait for their files for more than an hour", "readers get no PDF", "see that a process makes files (`RECTO_FILES`)"),
        new("files-failed", "files that could not be made", "readers get no PDF", "`recto files list --failed` says why"),
        new("keys-missing", "a login is encrypted with a key that is gone", "nothing is deposited", "write it anew, or restore the backup with the keys"),
        new("deposits-stopped", "Crossref refuses a journal’s login, or its server is away", "DOIs are not registered", "login and prefix at the journal’s desk"),
        new("demo-beside-real", "the invented demo journal beside real ones", "it is in feeds, lists and what harvesters take", "delete it at the desk"),
        new("redis-unreadable", "`RECTO_REDIS` or `RECTO_REDIS_CA` cannot be used", "the site does not start", "as the line says"),
        new("redis-silent", "Redis does not answer", "each node keeps pages and counts for itself", "that it runs, the address, the firewall"),
        new("redis-login", "Redis refuses the login", "as above", "user and password of `RECTO_REDIS`"),
        new("redis-tls", "Redis offers no TLS, or its certificate does not hold", "as above", "`RECTO_REDIS_CA`, the name in the certificate ([Redis](redis.md#over-tls))"),
        new("redis-old", "Redis before 5", "limits are not counted together", "upgrade"),
        new("redis-replica", "the Redis only repeats another", "nothing can be put in", "name the primary"),
        new("redis-policy", "a limit of memory, and `noeviction`", "a full Redis takes no page any more", "`maxmemory-policy allkeys-lru`"),
        new("mail-silent", "the mail server does not answer", "nobody can sign in by link, no receipt goes out", "host, port, firewall"),
        new("mail-tls", "the mail server offers no TLS, or its certificate does not hold", "no mail goes out", "the right port, the name in the certificate"),
        new("mail-login", "the mail server refuses the login", "no mail goes out", "user and password of `RECTO_MAIL`"),
        new("saml-unreadable", "settings of SAML that cannot be used", "the site does not start", "as the line says"),
        new("saml-no-secret", "institutions have a provider of SAML, and no secret is set", "their members cannot sign in", "`RECTO_SAML_SECRET`"),
        new("saml-sp-alone", "a Shibboleth SP is here, and the site has no secret with it", "nobody signs in by it", "set the secret, or take the SP away"),
        new("saml-secret-weak", "a secret that can be guessed", "who guesses it signs in as anybody", "`openssl rand -hex 32`"),
        new("saml-entity-missing", "the entityID of the site is not set", "identity providers do not know the site", "`RECTO_SAML_ENTITY_ID`"),
        new("saml-entity-no-uri", "an entityID that is no URI", "providers refuse it", "write it as in shibboleth2.xml"),
        new("saml-no-proxy", "SAML is set up, and no proxy is believed", "nobody is believed who has signed in", "name the web server in `RECTO_PROXIES`"),
        new("proxies-unreadable", "`RECTO_PROXIES` is neither addresses nor networks", "the site does not start", "`10.0.0.0/8, 192.168.1.2`"),
        new("proxies-everybody", "`RECTO_PROXIES` trusts everybody", "anybody reads as a library", "name your own proxies"),
        new("proxies-wide", "`RECTO_PROXIES` trusts a part of the Internet", "machines of others say who asks", "name addresses"),
        new("provider-no-address", "a provider of OpenID Connect without a usable address", "nobody signs in by it", "its issuer, to the letter"),
        new("provider-http", "a provider that is asked without TLS", "who sits between says who somebody is", "its https address"),
        new("provider-no-client", "a provider without client id", "nobody signs in by it", "register the site there"),
        new("provider-no-secret", "a provider without secret", "others can ask as this site", "have it give one"),
        new("provider-inside", "a provider inside, which `RECTO_INSIDE` does not name", "it is not asked", "name its host"),
        new("payment-unreadable", "settings of payment that cannot be used: Stripe without key or webhook secret, demonstration beside real payment", "the site does not start", "as the line says"),
        new("payment-played", "a real journal sells, and payment is only played", "everybody opens everything without paying", "`RECTO_PAYMENT`"),
        new("payment-test-key", "a test key of Stripe on a public site", "real cards are refused", "the live key"),
        new("payment-http", "Stripe takes real money on a site of http", "buyers come back over an open line", "https"),
        new("payment-elsewhere", "another server in Stripe’s place", "it gets the key", "leave `RECTO_STRIPE_SERVER` out"),
        new("crossref-unreadable", "settings of Crossref that cannot be used", "the site does not start", "as the line says"),
        new("crossref-test", "Crossref’s test server in place of the real one", "DOIs cannot be resolved", "leave `RECTO_CROSSREF_SERVER` out"),
        new("crossref-elsewhere", "another server in Crossref’s place", "it gets the login", "leave `RECTO_CROSSREF_SERVER` out"),
        new("crawlers-none", "the folder of crawlers’ networks is empty", "no search engine reads full texts", "fetch the lists"),
        new("crawlers-old", "lists of crawlers’ networks that are old", "crawlers stand before the wall, others pass", "fetch them anew"),
        new("robots-old", "lists of robots that are old", "robots are counted as readers", "fetch them anew"),
        new("countries-old", "a table of countries that is old", "readers are counted for the wrong country", "fetch it anew"),
        new("countries-unreadable", "a table of countries that cannot be read", "no country is counted", "mend the line"),
        new("embedder-unusable", "a model of texts that cannot be used", "lists are made without it", "name a model in ONNX"),
        new("telemetry-unreadable", "settings of telemetry that cannot be used", "the site does not start", "as the line says"),
        new("metrics-open", "metrics can be asked from everywhere", "how busy the site is, is public", "listen at 127.0.0.1"),
        new("telemetry-open", "a key of telemetry is sent over http", "who sits between has it", "write https"),
        new("typst-missing", "`RECTO_TYPST` names a folder without Typst, or Node is missing", "PDFs are plainer, or none", "install both"),
        new("backup-none", "no backup is known", "what breaks is lost", "`recto backup`, by a timer"),
        new("backup-old", "the last backup is older than a week", "what came since is lost", "a timer"),
        new("backup-same-disk", "the last backup is on the disk of the data", "the disk that breaks takes both", "copy it elsewhere"),
    ];

    /// <summary>They as a table in Markdown.</summary>
    public static string Markdown()
    {
        var table = new StringBuilder("| id | what it finds | why it matters | what to do |\n|---|---|---|---|\n");
        foreach (var one in All)
        {
            table.Append("| `").Append(one.Id).Append("` | ").Append(one.Finds).Append(" | ").Append(one.Why).Append(" | ").Append(one.Mend).Append(" |\n");
        }

        return table.ToString();
    }
}
