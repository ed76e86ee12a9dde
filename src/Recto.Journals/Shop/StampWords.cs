namespace Recto.Journals.Shop;

/// <summary>What stands at the foot of the pages of a PDF that was bought.</summary>
public enum StampWords
{
    /// <summary>Nothing: the file goes out as it is.</summary>
    None = 1,

    /// <summary>Number and day of the order.</summary>
    Order,

    /// <summary>The buyer's name, where one was given, with number and day of the order.</summary>
    Name,
}
