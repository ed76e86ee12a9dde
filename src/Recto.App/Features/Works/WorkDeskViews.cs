using Recto.Journals.Desk;
using Recto.Journals.Works;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>Works at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Works">One page of them.</param>
/// <param name="Sought">What was looked for; empty for everything.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
/// <param name="Decisions">What was decided last.</param>
/// <param name="Notice">What was just done; null where nothing was.</param>
public sealed record WorksDeskView(DeskPerson Person, IReadOnlyList<WorkListRow> Works, string Sought, string? Next, bool IsFirst, IReadOnlyList<WorkDecisionRow> Decisions, string? Notice);

/// <summary>A work at the desk.</summary>
public sealed record WorkDeskView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>Whether they may decide.</summary>
    public required bool MayDecide { get; init; }

    /// <summary>The work.</summary>
    public required WorkRow Work { get; init; }

    /// <summary>The articles that cite it and that they may see.</summary>
    public required IReadOnlyList<CitingArticleRow> Citing { get; init; }

    /// <summary>What other work was looked for; empty for none.</summary>
    public required string Sought { get; init; }

    /// <summary>Works that may be the same.</summary>
    public required IReadOnlyList<(string Slug, WorkRecord Record)> Proposed { get; init; }

    /// <summary>What was decided of it.</summary>
    public required IReadOnlyList<WorkDecisionRow> Decisions { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }
}
