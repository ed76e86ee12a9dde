namespace Recto.App.Shell.Usage;

/// <summary>Whoever keeps something of what readers did.</summary>
internal interface ITakesUsage
{
    /// <summary>Takes what an answered request was, where it is of interest here. Never waits.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mark">What it was.</param>
    void Take(HttpContext context, UsageMark mark);
}
