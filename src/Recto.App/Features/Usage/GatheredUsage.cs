using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>A batch of what readers did, ready to be written.</summary>
/// <param name="Id">By which the database knows whether it was kept: a batch of which nobody knows it is tried again under the same.</param>
/// <param name="Events">What happened.</param>
/// <param name="Places">From where, in sums.</param>
internal sealed record GatheredUsage(Guid Id, UsageBatch Events, UsagePlaces Places);
