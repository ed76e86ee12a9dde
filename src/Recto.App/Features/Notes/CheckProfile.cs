using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Notes;

/// <summary>Which findings are shown (<c>--profile</c>).</summary>
/// <param name="Name">As typed.</param>
/// <param name="Lowest">The least severe finding that is shown.</param>
internal sealed record CheckProfile(string Name, Severity Lowest)
{
    /// <summary>All profiles; the first is used where none is named.</summary>
    public static IReadOnlyList<CheckProfile> All { get; } = [new("all", Severity.Advice), new("print", Severity.Warning), new("certain", Severity.Error)];

    /// <summary>The profile of that name; null where there is none.</summary>
    public static CheckProfile? Find(string? name) => name is null ? All[0] : All.FirstOrDefault(profile => profile.Name == name);
}
