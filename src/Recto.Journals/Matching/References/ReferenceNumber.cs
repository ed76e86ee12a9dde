namespace Recto.Journals.Matching.References;

/// <summary>A number in a reference.</summary>
/// <param name="Term">The term of its digits, without zeros before.</param>
/// <param name="Value">Its value; -1 where it has letters or more than nine digits.</param>
/// <param name="Position">The place of its word.</param>
/// <param name="IsWhole">Whether it is a word as printed, not a part of one or several together.</param>
internal readonly record struct ReferenceNumber(ulong Term, int Value, int Position, bool IsWhole)
{
    /// <summary>Whether it can be a year of publication.</summary>
    public bool IsYear => Value is >= 1450 and <= 2059;
}
