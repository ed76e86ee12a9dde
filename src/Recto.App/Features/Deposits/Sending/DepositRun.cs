using Recto.Storage.Deposits;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>What one run for a journal did.</summary>
internal sealed class DepositRun
{
    /// <summary>What keeps it from depositing anything.</summary>
    public IReadOnlyList<DepositObstacle> Obstacles { get; set; } = [];

    /// <summary>What keeps it from sending for a while; null where nothing does.</summary>
    public string? Problem { get; set; }

    /// <summary>Articles that got a DOI.</summary>
    public int Given { get; set; }

    /// <summary>DOIs sent, in how many batches.</summary>
    public int Sent { get; set; }

    /// <summary>Batches sent.</summary>
    public int Batches { get; set; }

    /// <summary>DOIs of which the register has all already.</summary>
    public int Unchanged { get; set; }

    /// <summary>DOIs that could not be sent.</summary>
    public int Failed { get; set; }

    /// <summary>DOIs of which nobody knows whether they came.</summary>
    public int Unclear { get; set; }

    /// <summary>Batches that are not answered yet.</summary>
    public int Unanswered { get; set; }

    /// <summary>DOIs and what became of them.</summary>
    public List<(string Doi, DepositState State)> Answers { get; } = [];

    /// <summary>Adds one.</summary>
    public void Tell(string doi, DepositState state) => Answers.Add((doi, state));
}
