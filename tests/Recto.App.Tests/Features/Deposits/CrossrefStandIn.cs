using System.Collections.Concurrent;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Deposits;

/// <summary>How the stand-in takes an upload.</summary>
internal enum Upload
{
    /// <summary>As the register does.</summary>
    Good = 1,

    /// <summary>Status 500, and nothing is kept.</summary>
    Error,

    /// <summary>It is kept, and no answer ever comes.</summary>
    SilenceAndKept,

    /// <summary>No answer ever comes, and nothing is kept.</summary>
    Silence,

    /// <summary>It is kept, and the answer breaks off in the middle of a word.</summary>
    HalfAndKept,

    /// <summary>It is kept, and the line is cut.</summary>
    CutAndKept,

    /// <summary>The login is not known.</summary>
    Forbidden,

    /// <summary>It leads elsewhere.</summary>
    Elsewhere,

    /// <summary>It says that it takes nothing.</summary>
    Refused,
}

/// <summary>How the stand-in answers a question.</summary>
internal enum Answer
{
    /// <summary>As the register does.</summary>
    Good = 1,

    /// <summary>Still in the queue.</summary>
    Queued,

    /// <summary>It knows of no such batch (yet).</summary>
    Unknown,

    /// <summary>Half an answer.</summary>
    Half,

    /// <summary>A page in HTML with status 500.</summary>
    Error,

    /// <summary>An answer without end.</summary>
    Endless,
}

/// <summary>What came to the stand-in.</summary>
internal sealed record Received(string FileName, string BatchId, XDocument Document, IReadOnlyList<string> Dois, string Result);

/// <summary>A register of our own: takes deposits by the schema, refuses old timestamps as Crossref does, answers in its form, and misbehaves on demand.</summary>
internal sealed class CrossrefStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Received> _byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _highest = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private int _submission = 1427700000;

    private CrossrefStandIn(WebApplication app) => _app = app;

    public const string Login = "press@example.org/press";
    public const string Password = "corréct:horse";

    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>How the next uploads are taken, one after the other; good where none is left.</summary>
    public ConcurrentQueue<Upload> Uploads { get; } = new();

    /// <summary>How the next questions are answered; good where none is left.</summary>
    public ConcurrentQueue<Answer> Answers { get; } = new();

    /// <summary>DOIs that are refused.</summary>
    public HashSet<string> Failing { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>DOIs that are taken with a remark.</summary>
    public HashSet<string> Remarked { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>DOIs of which the answer says nothing.</summary>
    public HashSet<string> Forgotten { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything that was kept, in order.</summary>
    public List<Received> Kept { get; } = [];

    /// <summary>What is waited for before an upload that was kept is answered: told of it, of the port from which it came, and of when its sender is gone; null for nothing.</summary>
    public Func<Received, int, CancellationToken, Task>? Waits { get; set; }

    /// <summary>How often somebody asked.</summary>
    public int Asked { get; private set; }

    /// <summary>How often somebody sent.</summary>
    public int Sent { get; private set; }

    /// <summary>What was wrong with what came.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Names of the batches that were kept.</summary>
    public IReadOnlyList<string> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. Kept.Select(received => received.BatchId)];
            }
        }
    }

    /// <summary>Every DOI that was kept, once for each time.</summary>
    public IReadOnlyList<string> Dois
    {
        get
        {
            lock (_lock)
            {
                return [.. Kept.SelectMany(received => received.Dois)];
            }
        }
    }

    public static async Task<CrossrefStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stand = new CrossrefStandIn(app);
        app.MapPost("/servlet/deposit", stand.TakeAsync);
        app.MapGet("/servlet/submissionDownload", stand.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return stand;
    }

    /// <summary>Says that a DOI was deposited before with this number.</summary>
    public void Deposited(string doi, decimal timestamp) => _highest[doi] = timestamp;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var mood = Uploads.TryDequeue(out var next) ? next : Upload.Good;
        var form = await context.Request.ReadFormAsync();
        lock (_lock)
        {
            Sent++;
        }

        if (mood == Upload.Forbidden || form["login_id"] != Login || form["login_passwd"] != Password)
        {
            context.Response.StatusCode = 401;
            return;
        }

        if (mood == Upload.Elsewhere)
        {
            context.Response.Redirect("http://127.0.0.1:1/servlet/deposit");
            return;
        }

        if (mood == Upload.Refused)
        {
            await context.Response.WriteAsync("<html><head><title>FAILURE</title></head><body><h2>FAILURE</h2><p>The file is not taken today.</p></body></html>");
            return;
        }

        if (mood is Upload.Good or Upload.SilenceAndKept or Upload.HalfAndKept or Upload.CutAndKept)
        {
            var file = form.Files.GetFile("fname");
            if (form["operation"] != "doMDUpload" || file is null)
            {
                context.Response.StatusCode = 400;
                return;
            }

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            var received = Keep(file.FileName, bytes.ToArray());
            if (Waits is { } waits)
            {
                await waits(received, context.Connection.RemotePort, context.RequestAborted);
            }
        }

        switch (mood)
        {
            case Upload.Error:
                context.Response.StatusCode = 500;
                await context.Response.WriteAsync("<html><body>Server error</body></html>");
                break;
            case Upload.Silence or Upload.SilenceAndKept:
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                context.Abort();
                break;
            case Upload.HalfAndKept:
                await context.Response.WriteAsync("\n\n<html>\n<head><title>SUCC");
                break;
            case Upload.CutAndKept:
                context.Abort();
                break;
            default:
                await context.Response.WriteAsync("\n\n\n\n<html>\n<head><title>SUCCESS</title>\n</head>\n<body>\n<h2>SUCCESS</h2>\n<p>Your batch submission was successfully received.</p>\n</body>\n</html>\n");
                break;
        }
    }

    private Received Keep(string fileName, byte[] bytes)
    {
        lock (_lock)
        {
            var faults = SharedData.Root is null ? [] : CrossrefSchema.Faults(bytes);
            Faults.AddRange(faults);
            var document = XDocument.Load(new MemoryStream(bytes));
            XElement[] Named(string name) => [.. document.Descendants().Where(element => element.Name.LocalName == name)];
            var batch = Named("doi_batch_id")[0].Value;
            var records = new StringBuilder();
            var (good, remarked, failed) = (0, 0, 0);
            var data = Named("doi_data");
            if (faults.Count > 0)
            {
                records.Append(System.Globalization.CultureInfo.InvariantCulture, $"<record_diagnostic status=\"Failure\"><doi/><msg>{new XText(faults[0])}</msg></record_diagnostic>");
                failed++;
            }

            foreach (var doi in faults.Count > 0 ? [] : data)
            {
                var (name, timestamp) = (Value(doi, "doi"), decimal.Parse(Value(doi, "timestamp"), System.Globalization.CultureInfo.InvariantCulture));
                if (Forgotten.Contains(name))
                {
                    continue;
                }

                var shown = new XText(name).ToString();
                if (_highest.TryGetValue(name, out var highest) && timestamp <= highest)
                {
                    failed++;
                    records.Append(System.Globalization.CultureInfo.InvariantCulture, $"<record_diagnostic status=\"Failure\"><doi>{shown}</doi><msg>Record not processed because submitted version: {timestamp} is less or equal to previously submitted version {highest}</msg></record_diagnostic>");
                    continue;
                }

                if (Failing.Contains(name))
                {
                    failed++;
                    records.Append(System.Globalization.CultureInfo.InvariantCulture, $"<record_diagnostic status=\"Failure\" msg_id=\"29\"><doi>{shown}</doi><msg>User with ID: {{0}} can't submit into handle</msg></record_diagnostic>");
                    continue;
                }

                var isNew = !_highest.ContainsKey(name);
                _highest[name] = timestamp;
                var found = doi.Parent!.Elements().Where(element => element.Name.LocalName == "citation_list").Elements()
                    .Select((citation, i) => i == 0 ? $"<citation key=\"{new XAttribute("k", citation.Attribute("key")!.Value).Value}\" status=\"resolved_reference\">10.5555/found.{i}</citation>" : $"<citation key=\"{citation.Attribute("key")!.Value}\" status=\"stored_query\"></citation>");
                var diagnostic = string.Concat(found) is { Length: > 0 } citations ? $"<citations_diagnostic deferred=\"1427717300\">{citations}</citations_diagnostic>" : "";
                if (Remarked.Contains(name))
                {
                    remarked++;
                    records.Append(System.Globalization.CultureInfo.InvariantCulture, $"<record_diagnostic status=\"Warning\"><doi>{shown}</doi><msg>Added with conflict</msg><conflict_id>1423608</conflict_id>{diagnostic}</record_diagnostic>");
                }
                else
                {
                    good++;
                    records.Append(System.Globalization.CultureInfo.InvariantCulture, $"<record_diagnostic status=\"Success\"><doi>{shown}</doi><msg>Successfully {(isNew ? "added" : "updated")}</msg>{diagnostic}</record_diagnostic>");
                }
            }

            var result = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doi_batch_diagnostic status=\"completed\" sp=\"a-cs1\">\n<submission_id>{++_submission}</submission_id>\n<batch_id>{batch}</batch_id>\n{records}\n<batch_data><record_count>{good + remarked + failed}</record_count><success_count>{good}</success_count><warning_count>{remarked}</warning_count><failure_count>{failed}</failure_count></batch_data>\n</doi_batch_diagnostic>";
            var received = new Received(fileName, batch, document, [.. data.Select(doi => Value(doi, "doi"))], result);
            Kept.Add(received);
            _byFile[fileName] = received;
            return received;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        lock (_lock)
        {
            Asked++;
        }

        var query = context.Request.Query;
        if (query["usr"] != Login || query["pwd"] != Password)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var mood = Answers.TryDequeue(out var next) ? next : Answer.Good;
        if (mood == Answer.Error)
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("<html><body>Server error</body></html>");
            return;
        }

        if (mood == Answer.Endless)
        {
            var block = new byte[1024 * 1024];
            for (var i = 0; i < 40 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block);
            }

            return;
        }

        context.Response.ContentType = "text/xml";
        var known = _byFile.GetValueOrDefault(query["file_name"].ToString());
        await context.Response.WriteAsync(known is null || mood == Answer.Unknown ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doi_batch_diagnostic status=\"unknown_submission\" sp=\"a-cs1\"></doi_batch_diagnostic>"
            : mood == Answer.Queued ? $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doi_batch_diagnostic status=\"queued\"><submission_id>1</submission_id><batch_id>{known.BatchId}</batch_id></doi_batch_diagnostic>"
            : mood == Answer.Half ? known.Result[..(known.Result.Length / 2)] : known.Result);
    }

    private static string Value(XElement element, string name) => element.Elements().First(child => child.Name.LocalName == name).Value;
}
