using Recto.App.Shell;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Journals.Matching.References;
using Recto.Storage.Matching;

namespace Recto.App.Features.References;

/// <summary>The site’s index of works as others ask it: no index, or one that cannot be used, is no answer.</summary>
internal sealed class AskOwnIndex(WorksFolder folder, ReferenceMatcher matcher, ILogger log)
{
    private static readonly Action<ILogger, string, Exception?> CannotBeUsed = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CannotBeUsed)), "The index of works cannot be used: {Why}");

    private string? _told;

    /// <summary>For whoever has references to match.</summary>
    public OwnIndex ToOwnIndex() => new(Version, (printed, ct) => Task.FromResult(Match(printed, ct)));

    private long? Version() => Try(() => folder.Manifest() is { Segments.Count: > 0, Version: var version } ? version : (long?)null);

    // What is not above the threshold of the model is no match, and a work without a DOI is none that could be told.
    private FoundReference? Match(string printed, CancellationToken ct) =>
        Try(() => matcher.Match([new ReferenceToMatch { Text = printed }], ct)) is [{ IsMatch: true } answer] && Doi.TryParse(answer.Doi, out var doi) ? new FoundReference(doi, Math.Round(Math.Clamp(answer.Confidence, 0, 1), 4)) : null;

    private T? Try<T>(Func<T?> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _told, fault.Message) != fault.Message)
            {
                CannotBeUsed(log, fault.Message, null); // Once, and not for every reference.
            }

            return default;
        }
    }
}
