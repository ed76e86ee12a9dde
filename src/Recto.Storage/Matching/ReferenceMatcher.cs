using Recto.Journals.Matching;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;

namespace Recto.Storage.Matching;

/// <summary>
/// Says which work a reference means, by the site's index of works. One for the whole program, from any thread: it opens the index when it is first asked, and takes up what was appended since at most
/// <see cref="LooksAgainAfter"/> later.
/// </summary>
/// <param name="folder">The index.</param>
/// <param name="time">Says when to look again.</param>
public sealed class ReferenceMatcher(WorksFolder folder, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private OpenMatcher? _open;
    private long _version = -1;
    private DateTimeOffset _looked;

    /// <summary>How long an index is used before it is asked whether it has changed.</summary>
    public static TimeSpan LooksAgainAfter { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Matches references, in their order.</summary>
    /// <param name="references">The printed string, and fields where they are known.</param>
    /// <param name="ct">Stops between two.</param>
    /// <returns>An answer for each: DOI or id and confidence, or “no match”; nothing but “no match” where the site has no index.</returns>
    /// <exception cref="InvalidDataException">The index is damaged; the message says what to do.</exception>
    public IReadOnlyList<MatchAnswer> Match(IReadOnlyList<ReferenceToMatch> references, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(references);
        using var held = Held();
        var answers = new MatchAnswer[references.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            answers[i] = held is null ? MatchAnswer.Nothing : held.Matcher.Match(references[i]);
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _open?.Works.Dispose();
            _open = null;
        }
    }

    private OpenMatcher? Held()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_version < 0 || now - _looked >= LooksAgainAfter)
            {
                _looked = now;
                var version = folder.Manifest().Version;
                if (version != _version)
                {
                    var works = folder.Open();
                    _open?.Works.Dispose();
                    _open = works is null ? null : new OpenMatcher(works, new WorksMatcher(works.Index, MatchModel.Shipped));
                    _version = version;
                }
            }

            return _open is not null && _open.Works.TryHold() ? _open : null;
        }
    }

    private sealed record OpenMatcher(OpenWorks Works, WorksMatcher Matcher) : IDisposable
    {
        public void Dispose() => Works.Dispose();
    }
}
