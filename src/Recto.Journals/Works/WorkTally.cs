namespace Recto.Journals.Works;

/// <summary>Adds up what speaks for and against two records being of one work.</summary>
internal sealed class WorkTally
{
    private readonly List<(WorkReason Reason, double Points)> _found = [];

    public double Score { get; private set; }

    /// <summary>Whether they share a number that only one work has.</summary>
    public bool IsIdentified { get; private set; }

    /// <summary>Whether something cannot be of one work.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Whether somebody is named in both.</summary>
    public bool HasName => _found.Any(found => found.Reason.Ground is WorkGround.SameName or WorkGround.SharedName or WorkGround.NameSpelt);

    /// <summary>The grounds, the weightiest first.</summary>
    public IReadOnlyList<WorkReason> Grounds => [.. _found.OrderByDescending(found => Math.Abs(found.Points)).Select(found => found.Reason)];

    public void For(WorkReason reason, double points)
    {
        _found.Add((reason, points));
        Score += points;
    }

    public void Identify(WorkReason reason)
    {
        For(reason, 8);
        IsIdentified = true;
    }

    /// <summary>Something speaks against it.</summary>
    /// <param name="reason">What.</param>
    /// <param name="points">How much, below zero.</param>
    /// <param name="contradicts">Whether it cannot be then, unless a number says that it is.</param>
    public void Against(WorkReason reason, double points, bool contradicts = false)
    {
        _found.Add((reason, points));
        Score += points;
        IsContradicted |= contradicts && !IsIdentified;
    }
}
