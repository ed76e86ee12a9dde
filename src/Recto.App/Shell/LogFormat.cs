namespace Recto.App.Shell;

/// <summary>What the site tells on standard output while it runs.</summary>
internal enum LogFormat
{
    /// <summary>Only what somebody should look at, as text.</summary>
    Quiet = 1,

    /// <summary>A line for each request besides, as text.</summary>
    Text,

    /// <summary>The same, each line a JSON object.</summary>
    Json,
}
