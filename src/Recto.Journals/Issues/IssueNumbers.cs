namespace Recto.Journals.Issues;

/// <summary>Volume and number of an issue as they are named together.</summary>
public static class IssueNumbers
{
    /// <summary><c>3/2</c>; one of the two where there is only one; empty where there is none.</summary>
    /// <param name="volume">Volume; null or empty where there is none.</param>
    /// <param name="number">Number; null or empty where there is none.</param>
    public static string Of(string? volume, string? number) => string.Join('/', new[] { volume, number }.Where(part => !string.IsNullOrEmpty(part)));
}
