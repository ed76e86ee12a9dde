using System.Diagnostics;
using System.Globalization;
using System.Net;
using MimeKit;
using Recto.App.Features.Import.Upload;
using Recto.App.Tests.Features.Deposits;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests.Nodes;

/// <summary>
/// Two nodes, one after the other and twice each, and in between the primary database are killed in the middle of payments, deposits, harvests, uploads and counted readings. What was acknowledged is there, and nothing is there twice: each payment opens one order with one
/// receipt, each DOI is deposited once, each harvest holds each record once, each article of an upload is there once, each reading is counted once.
/// </summary>
public sealed class KilledInTheMiddleTests
{
    private const int Deposited = 130; // Two pages of a harvest, and a batch for each kill.
    private const int InUpload = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_and_nothing_is_counted_twice_whoever_is_killed()
    {
        TwoNodes.Require();
        var clock = Stopwatch.StartNew();
        await using var house = await StripeHouse.StartAsync();
        house.Tells = false; // The buyers do it for it.
        await using var register = await CrossrefStandIn.StartAsync();
        var uploads = new HeldUploads(register);
        await using var nodes = await TwoNodes.StartAsync(
            ("RECTO_ADDRESS", "http://journals.example.org"), ("RECTO_PAYMENT", "stripe"), ("RECTO_STRIPE_KEY", StripeHouse.Key), ("RECTO_STRIPE_WEBHOOK_SECRETS", StripeHouse.Secret), ("RECTO_STRIPE_SERVER", house.Address.ToString()),
            ("RECTO_CROSSREF", CrossrefStandIn.Login + ":" + CrossrefStandIn.Password), ("RECTO_CROSSREF_TEST_SERVER", register.Address.ToString()), ("RECTO_DEPOSITS", "on"), ("RECTO_FILES", "off"), ("RECTO_RECOMMENDATIONS", "off"));
        await using var database = new NodeDatabase(nodes.Database);
        using var desk = new Caller(nodes.Address, "81.7.0.1");
        Say("started");

        // A journal whose articles are harvested, read and deposited, and one into which is uploaded.
        await SendAsync(desk, "/account/first", ("key", (await nodes.FirstLinkAsync()).Split("key=")[1]), ("name", "Ada Tarrow"), ("email", "ada@example.org"));
        await SendAsync(desk, "/desk/journals/new", ("title", "Leaves"), ("key", "leaves"), ("language", "en"));
        await SendAsync(desk, "/desk/journals/leaves", ("title", "Leaves"), ("key", "leaves"), ("language", "en"), ("online_issn", "2049-3630"), ("edit_version", "1")); // Crossref takes nothing of a journal without an ISSN.
        Assert.Equal(1, await database.NumberAsync("SELECT COUNT(*) FROM journals WHERE online_issn IS NOT NULL AND key = 'leaves'"));
        await SendAsync(desk, "/desk/journals/new", ("title", "Folia"), ("key", "folia"));

        var articles = await Leaves.ImportAsync(nodes, "leaves", Leaves.Zip("10.5555/leaf", Deposited), Ct);
        Assert.Equal(Deposited, articles.Distinct().Count());
        await using var harvester = new Harvester(nodes.Address, "journal:leaves");
        IReadOnlyList<string> records = [];
        await NodeDatabase.UntilAsync(async () => (records = await harvester.TakeAsync()).Count == articles.Count ? null : $"{records.Count} of {articles.Count} records");
        await SendAsync(desk, "/desk/journals/leaves/deposits/settings", ("on", "on"), ("server", "test"), ("prefix", "10.5555"), ("journal_doi", "10.5555/leaves"), ("depositor", "The Press"), ("email", "doi@example.org"), ("registrant", "The Press"));
        Say("imported");

        harvester.Start(records);
        await using var readers = new CountedReaders(nodes, articles[0]);
        await using var buyers = await Buyers.StartAsync(nodes, house);
        var reports = new List<Guid> { await Leaves.UploadAsync(desk, "folia", Leaves.Zip("10.5555/folium", InUpload)) };

        // A node after the other, each time while the register has a deposit and has not said so.
        var senders = 0;
        async Task KillNodeAsync(string node)
        {
            var held = await uploads.NextAsync(() => DepositsAsync(database));
            var isSender = held.IsOf(nodes.ProcessOf(node));
            senders += isSender ? 1 : 0;
            await readers.KilledAsync(node, () => nodes.KillAsync(node));
            held.Release();
            if (isSender)
            {
                await database.ChangeAsync("UPDATE deposit_settings SET leased_until = 0"); // As ten minutes do.
                await database.RingAsync("DepositsBell");
            }

            await nodes.AgainAsync(node);
            Say($"{node} killed{(isSender ? " while it deposited" : "")}, and back");
        }

        await KillNodeAsync("node-1");
        await KillNodeAsync("node-2");
        Assert.True(senders > 0, "No node was killed while it deposited.");

        // The primary, in the middle of another upload.
        reports.Add(await Leaves.UploadAsync(desk, "folia", Leaves.Zip("10.5555/later", InUpload)));
        var before = await uploads.NextAsync(() => DepositsAsync(database));
        await nodes.KillAsync("primary");
        before.Release();
        await nodes.PromoteAsync();
        var paid = buyers.Paid.Count;
        await NodeDatabase.UntilAsync(() => Task.FromResult(buyers.Paid.Count >= paid + 3 ? null : $"nobody buys: {string.Join("; ", buyers.Refused.TakeLast(3))}"));
        var answered = readers.Answered;
        await NodeDatabase.UntilAsync(async () =>
        {
            var (rows, _) = await CountedAsync(database, articles[0]);
            return rows >= answered - readers.MayBeLost ? null : $"{rows} readings of {answered} are counted";
        });
        await database.ChangeAsync("UPDATE deposit_settings SET leased_until = 0, not_before = NULL");
        await database.RingAsync("DepositsBell");
        Say("primary killed, replica promoted");

        await KillNodeAsync("node-1");
        await KillNodeAsync("node-2");

        // All goes on until nothing waits; what died with a lease is taken over as if its time were over.
        await database.ChangeAsync("UPDATE deposit_settings SET leased_until = 0");
        await database.ChangeAsync("UPDATE node_uploads SET leased_until = 0");
        uploads.End();
        var untaken = await buyers.StopAsync();
        await readers.StopAsync();
        var missed = await harvester.StopAsync();
        Say("stopped");
        var next = TimeSpan.Zero;
        await NodeDatabase.UntilAsync(async () =>
        {
            if (clock.Elapsed > next)
            {
                next = clock.Elapsed + TimeSpan.FromSeconds(3);
                await database.ChangeAsync("UPDATE payment_events SET due_at = 0 WHERE due_at IS NOT NULL");
                await database.ChangeAsync("UPDATE order_mails SET due_at = 0 WHERE due_at IS NOT NULL");
                await database.ChangeAsync("UPDATE deposit_batches SET next_at = 0 WHERE state = 'sent' OR name = ANY(@names)", new { names = register.Batches.ToArray() });
                await database.RingAsync("ShopBell", "DepositsBell", "UploadsBell");
            }

            return await WaitingAsync(database, readers, articles[0]);
        });
        Say("settled");

        Assert.Empty(untaken); // News that nobody took though it was told for a hundred seconds.
        await PaymentsAreOnceAsync(database, house, buyers, nodes.Data);
        await DepositsAreOnceAsync(database, register);
        Assert.True(missed.Count == 0 && harvester.Whole > 2, $"{harvester.Whole} whole harvests, {harvester.Again} pages asked again; {string.Join("; ", missed)}");
        await UploadsAreOnceAsync(database, reports);
        var (counted, persons) = await CountedAsync(database, articles[0]);
        Assert.True(counted == persons, $"{counted} readings are counted of {persons} readers.");
        Assert.True(counted <= readers.Asked && counted >= readers.Answered - readers.MayBeLost && readers.Answered - readers.MayBeLost > 100, $"{counted} are counted; {readers.Asked} asked, {readers.Answered} were answered, {readers.MayBeLost} of them shortly before a kill.");
        Say(string.Create(CultureInfo.InvariantCulture, $"{buyers.Paid.Count} paid, {buyers.Refused.Count} refused, {register.Kept.Count} deposits of which {senders} senders were killed, {harvester.Whole} harvests with {harvester.Again} pages asked again, {counted} readings counted of {readers.Answered} answered and {readers.Asked} asked"));

        void Say(string what) => TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.0} s: {what}"));
    }

    private static async Task SendAsync(Caller desk, string path, params (string Name, string Value)[] fields)
    {
        var said = await desk.PostAsync(path, fields);
        Assert.True(said.IsTaken, $"{path}: {said}");
    }

    // Each payment has one order, receipt, right and mail; what was not paid has none. Receipts have no gap.
    private static async Task PaymentsAreOnceAsync(NodeDatabase database, StripeHouse house, Buyers buyers, string data)
    {
        var paid = buyers.Paid.ToDictionary(one => one.Session);
        Assert.True(paid.Count > 10, $"Only {paid.Count} have paid; refused: {string.Join("; ", buyers.Refused.Take(5))}");
        var orders = await database.RowsAsync<OrderRow>("""
            SELECT o.session_id AS session, o.state AS state, o.payment_ref AS payment, (SELECT COUNT(*) FROM receipts r WHERE r.order_id = o.id) AS receipts, (SELECT COUNT(*) FROM rights r WHERE r.order_id = o.id AND r.revoked_at IS NULL) AS rights,
                (SELECT COUNT(*) FROM order_mails m WHERE m.order_id = o.id AND m.sent_at IS NOT NULL) AS mails FROM orders o
            """);
        foreach (var order in orders)
        {
            var isPaid = order.Session is not null && paid.ContainsKey(order.Session);
            var expected = isPaid ? new OrderRow { Session = order.Session, State = "paid", Payment = house.PaymentOf(order.Session!), Receipts = 1, Rights = 1, Mails = 1 } : order with { Payment = null, Receipts = 0, Rights = 0, Mails = 0 };
            Assert.Equal(expected, order);
            Assert.True(isPaid || order.State != "paid", $"{order}");
        }

        Assert.Equal(paid.Keys.Order(), orders.Where(order => order.State == "paid").Select(order => order.Session!).Order());
        Assert.Equal(Enumerable.Range(1, paid.Count), (await database.RowsAsync<int>("SELECT number FROM receipts WHERE kind = 'receipt'")).Order());
        Assert.Equal(paid.Count, await database.NumberAsync("SELECT last_number FROM receipt_series WHERE kind = 'receipt'"));
        Assert.Equal(house.News.Count, await database.NumberAsync("SELECT COUNT(*) FROM payment_events WHERE done_at IS NOT NULL"));

        // A mail may leave again where its node died before that was written down: then under the same name.
        var mails = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "mail"), "*.eml"))
        {
            var mail = await MimeMessage.LoadAsync(file, Ct);
            var to = mail.To.Mailboxes.Single().Address;
            (mails.TryGetValue(to, out var names) ? names : mails[to] = []).Add($"{mail.MessageId}");
        }

        Assert.All(paid.Values, one => Assert.Single(mails.GetValueOrDefault(one.Email) ?? []));
        Assert.Equal(paid.Count, mails.Keys.Count(to => to.StartsWith("buyer-", StringComparison.Ordinal)));

        foreach (var one in paid.Values.Where(one => one.CameBack).TakeLast(3))
        {
            var page = new Said(null, "", null);
            await NodeDatabase.UntilAsync(async () =>
            {
                await one.Buyer.GetAsync(house.SuccessOf(one.Session).PathAndQuery);
                page = await one.Buyer.GetAsync(Till.Article);
                return page.Status == HttpStatusCode.OK && page.Text.Contains(Till.ClosedWords, StringComparison.Ordinal) ? null : $"{one.Email} cannot read: {page}";
            });
        }
    }

    // Whoever was killed before it heard that the register had its deposit: it was asked about, and not sent again.
    private static async Task DepositsAreOnceAsync(NodeDatabase database, CrossrefStandIn register)
    {
        Assert.Empty(register.Faults);
        Assert.Equal(Deposited, register.Dois.Count(doi => doi.StartsWith("10.5555/leaf.", StringComparison.Ordinal)));
        Assert.Equal(Deposited, register.Dois.Where(doi => doi.StartsWith("10.5555/leaf.", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(register.Kept.Count, register.Kept.Select(one => one.BatchId).Distinct().Count());
        Assert.Equal(register.Kept.Count, register.Sent);
        Assert.Equal((register.Kept.Count, 0), (await database.NumberAsync("SELECT COUNT(*) FROM deposit_batches WHERE state = 'done'"), await database.NumberAsync("SELECT COUNT(*) FROM deposit_batches WHERE state <> 'done'")));
        Assert.Equal(Deposited, await database.NumberAsync("SELECT COUNT(*) FROM deposits WHERE state = 'accepted' AND kind = 'article'"));
        Assert.Equal(0, await database.NumberAsync("SELECT COUNT(*) FROM deposits WHERE state <> 'accepted'"));
    }

    private static async Task UploadsAreOnceAsync(NodeDatabase database, List<Guid> ids)
    {
        foreach (var json in await database.RowsAsync<string>("SELECT report FROM import_reports WHERE id = ANY(@ids) AND finished_at IS NOT NULL", new { ids = ids.ToArray() }))
        {
            var report = UploadReport.Read(json);
            Assert.Null(report.Stopped);
            Assert.True(report.Lines.Count == InUpload && report.Lines.All(line => line.Status is "imported" or "unchanged"), json[..Math.Min(json.Length, 2000)]);
        }

        Assert.Equal(ids.Count, await database.NumberAsync("SELECT COUNT(*) FROM import_reports WHERE id = ANY(@ids) AND finished_at IS NOT NULL", new { ids = ids.ToArray() }));
        Assert.Equal(2 * InUpload, await database.NumberAsync("SELECT COUNT(*) FROM articles a JOIN journals j ON j.id = a.journal_id WHERE j.key = 'folia'"));
        Assert.Equal(2 * InUpload, await database.NumberAsync("SELECT COUNT(*) FROM article_versions v JOIN articles a ON a.id = v.article_id JOIN journals j ON j.id = a.journal_id WHERE j.key = 'folia'"));
    }

    private static async Task<string?> WaitingAsync(NodeDatabase database, CountedReaders readers, string article)
    {
        var lacks = new List<string>();
        async Task LooksAsync(string what, string sql)
        {
            if (await database.NumberAsync(sql) is > 0 and var count)
            {
                lacks.Add($"{count} {what}");
            }
        }

        await LooksAsync("pieces of news", "SELECT COUNT(*) FROM payment_events WHERE due_at IS NOT NULL");
        await LooksAsync("mails", "SELECT COUNT(*) FROM order_mails WHERE due_at IS NOT NULL");
        await LooksAsync("uploads", "SELECT COUNT(*) FROM node_uploads");
        await LooksAsync("deposits", "SELECT COUNT(*) FROM deposits WHERE state <> 'accepted'");
        if (await CountedAsync(database, article) is var (rows, _) && rows < readers.Answered - readers.MayBeLost)
        {
            lacks.Add($"readings: {rows} are counted of {readers.Answered}, of which {readers.MayBeLost} may be lost");
        }

        return lacks.Count == 0 ? null : $"{string.Join(", ", lacks)}; {await DepositsAsync(database)}";
    }

    private static async Task<(long Rows, long Readers)> CountedAsync(NodeDatabase database, string article)
    {
        const string Those = "FROM usage_events WHERE article_id = (SELECT decode(replace(id::text, '-', ''), 'hex') FROM articles WHERE slug = @slug)";
        var values = new { slug = Uri.UnescapeDataString(article.Split('/')[^1]) };
        return (await database.NumberAsync("SELECT COUNT(*) " + Those, values), await database.NumberAsync("SELECT COUNT(DISTINCT user_key) " + Those, values));
    }

    private static async Task<string> DepositsAsync(NodeDatabase database) =>
        string.Join(", ", await database.RowsAsync<string>("SELECT state || ' ' || COUNT(*) || ' ' || COALESCE(MAX(message), '') FROM deposits GROUP BY state"))
        + "; " + string.Join(", ", await database.RowsAsync<string>("SELECT state || ' ' || COALESCE(message, '') FROM deposit_batches WHERE state <> 'done'"))
        + "; " + string.Join(", ", await database.RowsAsync<string>("SELECT 'problem: ' || COALESCE(problem, 'none') || ', leased until ' || COALESCE(leased_until::text, 'nobody') FROM deposit_settings"));

    private sealed record OrderRow
    {
        public string? Session { get; init; }
        public string State { get; init; } = "";
        public string? Payment { get; init; }
        public long Receipts { get; init; }
        public long Rights { get; init; }
        public long Mails { get; init; }
    }
}
