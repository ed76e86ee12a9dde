using System.Net;
using System.Xml.Linq;

namespace Recto.Browser.Tests.Nodes;

/// <summary>A harvester of OAI-PMH that takes a whole set from its beginning to its end, page by page, again and again; what is not answered is asked again, as harvesters do.</summary>
internal sealed class Harvester : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private readonly Caller _caller;
    private readonly string _set;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _faults = [];
    private Task _walking = Task.CompletedTask;

    /// <param name="address">The site, without a slash at its end.</param>
    /// <param name="set">The set that is taken.</param>
    public Harvester(string address, string set) => (_caller, _set) = (new Caller(address, "81.8.0.1"), set);

    /// <summary>How many whole harvests were as they had to be.</summary>
    public int Whole { get; private set; }

    /// <summary>How many pages had to be asked for again.</summary>
    public int Again { get; private set; }

    /// <summary>Takes it once.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync()
    {
        var found = new List<string>();
        var question = $"/oai?verb=ListRecords&metadataPrefix=oai_dc&set={Uri.EscapeDataString(_set)}";
        while (true)
        {
            var page = XDocument.Parse(await AskAsync(question));
            found.AddRange(page.Descendants(Oai + "record").Select(record => record.Element(Oai + "header")!.Element(Oai + "identifier")!.Value));
            if (page.Descendants(Oai + "error").FirstOrDefault() is { } error && (string?)error.Attribute("code") != "noRecordsMatch")
            {
                throw new InvalidDataException($"{question}: {error}");
            }

            if (page.Descendants(Oai + "resumptionToken").FirstOrDefault()?.Value is not { Length: > 0 } token)
            {
                return found;
            }

            question = "/oai?verb=ListRecords&resumptionToken=" + Uri.EscapeDataString(token);
            await Task.Delay(100, CancellationToken.None); // So that a list is long enough for a node to die in it.
        }
    }

    /// <summary>Takes it again and again from now on, and compares.</summary>
    /// <param name="expected">What each harvest must hold, once each.</param>
    public void Start(IReadOnlyCollection<string> expected) => _walking = Task.Run(async () =>
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var found = await TakeAsync();
                var (missing, twice) = (expected.Except(found).ToList(), found.GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key).ToList());
                if (missing.Count == 0 && twice.Count == 0 && found.Count == expected.Count)
                {
                    Whole++;
                }
                else
                {
                    _faults.Add($"{found.Count} records of {expected.Count}; missing {string.Join(' ', missing.Take(3))}, twice {string.Join(' ', twice.Take(3))}");
                }
            }
            catch (Exception fault) when (fault is InvalidDataException or System.Xml.XmlException)
            {
                _faults.Add(fault.Message);
            }
        }
    });

    /// <summary>Ends with the harvest that is under way.</summary>
    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _walking;
        return _faults;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _caller.Dispose();
        _stop.Dispose();
    }

    private async Task<string> AskAsync(string question)
    {
        var said = await _caller.GetAsync(question);
        for (var end = DateTimeOffset.UtcNow + Patience; said.Status != HttpStatusCode.OK; said = await _caller.GetAsync(question))
        {
            Again++;
            if (DateTimeOffset.UtcNow > end)
            {
                throw new InvalidDataException($"{question}: {said}");
            }

            await Task.Delay(300, CancellationToken.None);
        }

        return said.Text;
    }
}
