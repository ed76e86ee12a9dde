namespace Recto.App.Shell.Mail;

/// <summary>A mail of plain text to one person.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Name">Whom it goes to; null where the name is not known.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text, lines parted by <c>\n</c>, paragraphs by an empty line; a paragraph that is an address of the web becomes a link.</param>
/// <param name="Language">BCP 47 tag of subject and text; null where it is not known.</param>
/// <param name="Key">By what the same mail is known again where it should leave twice (the Message-ID is made of it): letters, digits, points and hyphens; null for a new one each time.</param>
internal sealed record Mail(string Address, string? Name, string Subject, string Text, string? Language = null, string? Key = null);
