namespace Recto.Journals.Recommending;

/// <summary>Numbers that are neither weights of signals nor an operator’s to choose; chosen as those of <see cref="Blend"/>.</summary>
internal static class Tuning
{
    /// <summary>A reader of n articles says n to the minus this with each of them.</summary>
    public const float Damping = .25f;

    /// <summary>What content weighs beside reads in the regression.</summary>
    public const float ContentShare = 6;

    /// <summary>The ridge of the regression.</summary>
    public const float Ridge = 60;

    /// <summary>So many neighbours are asked for theirs.</summary>
    public const int Neighbours = 30;

    /// <summary>Of so many who might ask it is learnt what is usual for a signal.</summary>
    public const int Sample = 200;

    /// <summary>An article that n have read says (1 + n) to the minus this of the terms that a reader looks for.</summary>
    public const float FameDamping = .3f;

    /// <summary>To which power terms of a reader’s articles are taken when they are added up.</summary>
    public const float TermDamping = .75f;

    /// <summary>What an article that a reader has not read says of their taste, beside 1 of one that they have.</summary>
    public const float Unread = .02f;

    /// <summary>The ridge of a reader’s taste.</summary>
    public const float TasteRidge = 1;

    /// <summary>Text that is less near than that makes no article one like another: any two of one field have as much in common.</summary>
    public const float LikeFrom = .1f;
}
