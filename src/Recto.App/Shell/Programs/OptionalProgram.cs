namespace Recto.App.Shell.Programs;

/// <summary>A program that Recto makes use of where it is, and does without where it is not.</summary>
/// <param name="Name">As people call it: <c>Ghostscript</c>.</param>
/// <param name="Purpose">What Recto would do with it, to follow “for”.</param>
/// <param name="Variable">The environment variable that names its file, or says <c>off</c>.</param>
/// <param name="Commands">What its file may be called, the best first.</param>
internal sealed record OptionalProgram(string Name, string Purpose, string Variable, params string[] Commands);
