using Recto.Journals.Archives;

namespace Recto.App.Features.Sources;

/// <summary>Templates of addresses at archives: an operator's own, in <c>resolvers.txt</c> of the data folder, before those that ship. Read once, at the first question.</summary>
internal sealed class ResolverFile
{
    /// <summary>Name of the operator's file.</summary>
    public const string Name = "resolvers.txt";

    private static readonly Action<ILogger, string, string, Exception?> Faulty = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(1, nameof(Faulty)), "{File}: {Fault}");

    private ResolverFile() { }

    /// <summary>The templates. A line that cannot be used is told to the log and left out; a file that cannot be read gives nothing, and the log says so.</summary>
    public static Resolvers Read(string dataFolder, ILogger log)
    {
        var path = Path.Combine(dataFolder, Name);
        IReadOnlyList<Resolver> own = [];
        if (File.Exists(path))
        {
            try
            {
                using var reader = new StreamReader(path);
                own = Resolvers.Read(reader, out var faults);
                foreach (var fault in faults)
                {
                    Faulty(log, path, fault, null);
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                Faulty(log, path, refused.Message, refused);
            }
        }

        return new Resolvers([.. own, .. Resolvers.Shipped()]);
    }
}
