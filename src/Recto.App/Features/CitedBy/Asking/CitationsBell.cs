using Recto.App.Shell.Jobs;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Wakes the job that asks about citations.</summary>
internal sealed class CitationsBell : JobBell;
