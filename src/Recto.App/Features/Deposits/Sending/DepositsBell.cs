using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>Wakes the job that sends deposits.</summary>
internal sealed class DepositsBell : JobBell;
