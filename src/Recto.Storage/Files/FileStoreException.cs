namespace Recto.Storage.Files;

/// <summary>The file store cannot be used: it is not there, refuses, or broke off. The message names what, and the next step.</summary>
public sealed class FileStoreException : IOException
{
    /// <param name="message">What and what to do.</param>
    /// <param name="cause">What was caught; null where a setting is wrong.</param>
    public FileStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
