namespace Recto.App.Shell.Mail;

/// <summary>A mail of plain text to one person.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Name">Whom it goes to; null where the name is not known.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text, lines parted by <c>\n</c>.</param>
internal sealed record Mail(string Address, string? Name, string Subject, string Text);
