namespace Recto.Storage.Files;

/// <summary>What is the matter with a file store.</summary>
public enum FileStoreFault
{
    /// <summary>Something else; the message says what.</summary>
    Other = 1,

    /// <summary>A setting cannot be used.</summary>
    Setting,

    /// <summary>It does not answer.</summary>
    Silent,

    /// <summary>There is no such bucket.</summary>
    Bucket,

    /// <summary>It does not know the key, or there is none.</summary>
    Key,

    /// <summary>It knows the key and refuses.</summary>
    Refused,

    /// <summary>Its clock and that of this machine differ by more than it bears.</summary>
    Clock,

    /// <summary>The bucket stands in another region.</summary>
    Region,
}

/// <summary>The file store cannot be used: it is not there, refuses, or broke off. The message names what, and the next step.</summary>
public sealed class FileStoreException : IOException
{
    /// <param name="message">What and what to do.</param>
    /// <param name="cause">What was caught; null where a setting is wrong.</param>
    /// <param name="fault">What is the matter.</param>
    public FileStoreException(string message, Exception? cause = null, FileStoreFault fault = FileStoreFault.Setting)
        : base(message, cause) => Fault = fault;

    /// <summary>What is the matter.</summary>
    public FileStoreFault Fault { get; }
}
