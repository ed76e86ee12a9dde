namespace Recto.App.Features.Files.Pdf;

/// <summary>What Typst made of a document.</summary>
/// <param name="Bytes">The PDF; null where none was made.</param>
/// <param name="Refusal">Why none was made, to follow a colon; null where one was.</param>
/// <param name="Report">What could not be set as asked.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Standard"><c>ua-1</c>, or <c>tagged</c> where that was refused.</param>
internal sealed record TypstOutcome(byte[]? Bytes, string? Refusal, IReadOnlyList<string> Report, int Pages, string Standard);
