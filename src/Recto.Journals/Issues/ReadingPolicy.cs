namespace Recto.Journals.Issues;

/// <summary>How a journal, or one article, may be read.</summary>
public enum ReadingPolicy
{
    /// <summary>By everybody.</summary>
    Free = 1,

    /// <summary>By those who have a right to it; its record, its abstract and (where the journal wants so) its notes by everybody.</summary>
    Closed,
}
