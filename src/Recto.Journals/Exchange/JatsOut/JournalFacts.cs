namespace Recto.Journals.Exchange.JatsOut;

/// <summary>What the site knows of an article's journal, for a document that does not name it.</summary>
/// <param name="Key">A short name for machines.</param>
/// <param name="Title">Title.</param>
/// <param name="PrintIssn">ISSN of the print edition; null where there is none.</param>
/// <param name="OnlineIssn">ISSN of the online edition; null where there is none.</param>
/// <param name="Publisher">Publisher; null where it is not known.</param>
public sealed record JournalFacts(string Key, string Title, string? PrintIssn, string? OnlineIssn, string? Publisher);
