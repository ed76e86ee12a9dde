namespace Recto.Journals.Exchange.Epub;

/// <summary>What the documents of a book hold, as far as it matters for who may read them how.</summary>
/// <param name="HasPictures">Whether there are pictures beside the cover.</param>
/// <param name="AreDescribed">Whether each has words that stand for it.</param>
/// <param name="MayMove">Whether one may move or flash.</param>
/// <param name="HasFormulas">Whether there are formulas in MathML.</param>
/// <param name="HasPages">Whether pages of the print are marked.</param>
internal sealed record AccessibilityFacts(bool HasPictures, bool AreDescribed, bool MayMove, bool HasFormulas, bool HasPages)
{
    /// <summary>Nothing but text.</summary>
    public static AccessibilityFacts Nothing { get; } = new(false, true, false, false, false);

    /// <summary>What two pieces hold together.</summary>
    public AccessibilityFacts With(AccessibilityFacts other) => new(HasPictures || other.HasPictures, AreDescribed && other.AreDescribed, MayMove || other.MayMove, HasFormulas || other.HasFormulas, HasPages || other.HasPages);
}
