namespace Recto.App.Shell.Telemetry;

/// <summary>What of a line goes into logs and telemetry. Our own messages say nothing of readers by the way they are written; of what packages and the framework say, only the words are kept.</summary>
internal static class PlainLog
{
    /// <summary>Whether a line is one of ours.</summary>
    public static bool IsOwn(string? category) => category?.StartsWith("Recto.", StringComparison.Ordinal) == true;

    /// <summary>Its message.</summary>
    public static string Message(string? category, string message) => IsOwn(category) ? message : FaultText.Plain(message);
}
