namespace Recto.Journals.Recommending;

/// <summary>What recommendations are made of. Articles are numbers from 0.</summary>
/// <param name="Articles">How many articles there are.</param>
/// <param name="Reads">A reader (or a session) a row, an article a column; 1 for each article read.</param>
/// <param name="Text">An article a row, a term a column, how often it stands there; null where no text is known.</param>
/// <param name="Links">An article a row, an article or another shared source a column (columns below <paramref name="Articles"/> are articles), in both directions where both are known; null where no citations are known.</param>
public sealed record RecommenderTables(int Articles, SparseRows Reads, SparseRows? Text, SparseRows? Links);
