using System.Text.Json;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>One thing that a reader found wrong in a note before any check was run (<c>corpus/gold/check-page.md</c>).</summary>
/// <param name="Document">Set and file name without ending; null on the reference page.</param>
/// <param name="Note">The note's label as printed.</param>
/// <param name="Span">What is to be looked at.</param>
/// <param name="Groups">The groups of checks in which the complaint may stand, the likeliest first: <c>RN01</c>.</param>
/// <param name="Slug">The sort of thing, in the reader's words.</param>
/// <param name="Certainty"><see cref="Certain"/>, <c>probable</c> or <c>choice</c>.</param>
/// <param name="Set">Findings of one set are one complaint about several places; null for one that stands alone.</param>
/// <param name="NeedsOutsideKnowledge">Whether nothing on the page shows it.</param>
/// <param name="Why">One sentence.</param>
internal sealed record GoldFinding(string? Document, string Note, TextSpan Span, IReadOnlyList<string> Groups, string Slug, string Certainty, string? Set, bool NeedsOutsideKnowledge, string Why)
{
    public const string Certain = "certain";

    public static IReadOnlyList<string> Certainties { get; } = [Certain, "probable", "choice"];

    public static IReadOnlyList<GoldFinding> ReadAll(string jsonLines) => [.. jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether a finding at this place of the same note is about the same thing. An insertion lies at a place and not over one, so touching is enough for it.</summary>
    public bool IsMetBy(string group, TextSpan span) =>
        Groups.Contains(group) && (Span.Overlaps(span) || (span.IsEmpty && span.Start >= Span.Start && span.Start <= Span.End));

    private static GoldFinding Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var finding = json.RootElement;
        string? Text(string name) => finding.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new GoldFinding(
            Text("document"),
            Text("note")!,
            new TextSpan(finding.GetProperty("start").GetInt32(), finding.GetProperty("end").GetInt32()),
            [Text("group")!, .. finding.TryGetProperty("or", out var others) ? others.EnumerateArray().Select(other => other.GetString()!) : []],
            Text("slug")!,
            Text("certainty")!,
            Text("set"),
            finding.TryGetProperty("outside", out var outside) && outside.GetBoolean(),
            Text("why")!);
    }
}
