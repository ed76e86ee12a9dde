namespace Recto.App.Shell.Mail;

/// <summary>What became of a mail.</summary>
/// <param name="Trouble">Why it is not on its way, in the server's words without addresses; null where it is.</param>
/// <param name="IsFinal">Whether the server will not take it however often it is tried: an address that it does not know.</param>
internal readonly record struct MailOutcome(string? Trouble, bool IsFinal);
