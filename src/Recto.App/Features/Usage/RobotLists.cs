using Recto.App.Shell;
using Recto.App.Shell.Operator;
using Recto.Journals.Usage;

namespace Recto.App.Features.Usage;

/// <summary>
/// The lists by which robots are known: those that the program brings (COUNTER's, and its list of crawlers of AI), or in their place those of a folder that the operator keeps,
/// which are read again when one of them has changed.
/// </summary>
internal sealed class RobotLists(SiteOptions options, TimeProvider time, ILogger<RobotLists> log) : OperatorFiles(options.Usage.RobotLists, time, log)
{
    private const string Shipped = "Recto.Robots.";
    private const int LargestList = 4 * 1024 * 1024;
    private static readonly Action<ILogger, string, Exception?> CouldNotRead = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CouldNotRead)), "The list of robots {File} could not be read, or holds no robot: it tells none");
    private static readonly Action<ILogger, string, Exception?> Unreadable = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(2, nameof(Unreadable)), "In the lists of robots these expressions cannot be read, and tell none: {Expressions}");

    // A quarter of a second of work, which nobody who starts the site need wait for: it is done when the first name is looked up.
    private volatile Lazy<RobotList> _list = new(() => Read(ShippedLists()));

    /// <summary>How many patterns are known.</summary>
    public int Count => _list.Value.Count;

    /// <summary>Whether what calls itself so is a robot. What calls itself nothing is one.</summary>
    public bool IsRobot(string agent) => _list.Value.IsRobot(agent);

    /// <inheritdoc/>
    protected override IReadOnlyList<FileInfo> Files(string path) => InFolder(path, ".json", ".txt");

    /// <inheritdoc/>
    protected override async Task ReadAsync(IReadOnlyList<FileInfo> files, CancellationToken ct)
    {
        var patterns = new List<RobotPattern>();
        foreach (var file in files)
        {
            var read = file.Length <= LargestList ? RobotPattern.Read(await File.ReadAllBytesAsync(file.FullName, ct)) : [];
            if (read.Count == 0)
            {
                CouldNotRead(Log, file.Name, null);
            }

            patterns.AddRange(read);
        }

        // An empty folder is one that is being filled: without any list every robot would be a reader.
        var list = Read(patterns.Count == 0 ? ShippedLists() : patterns);
        if (list.Unreadable.Count > 0)
        {
            Unreadable(Log, string.Join("  ", list.Unreadable.Take(5)), null);
        }

        _list = new Lazy<RobotList>(list);
    }

    /// <inheritdoc/>
    protected override void Tell(string path, Exception fault) => CouldNotRead(Log, path, fault);

    // What sends no name is no browser, and no list says so.
    private static RobotList Read(IEnumerable<RobotPattern> patterns) => new(patterns.Append(new RobotPattern("^\\s*$", true)));

    private static IEnumerable<RobotPattern> ShippedLists()
    {
        var assembly = typeof(RobotLists).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Shipped, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            foreach (var pattern in RobotPattern.Read(bytes.ToArray()))
            {
                yield return pattern;
            }
        }
    }
}
