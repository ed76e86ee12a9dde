namespace Recto.Storage.Matching;

/// <summary>Another program writes the index of works.</summary>
/// <param name="message">Says which index, and what to do.</param>
/// <param name="inner">What the file system said.</param>
public sealed class WorksBusyException(string message, Exception inner) : IOException(message, inner);
