namespace Recto.Notes.Diagnostics;

/// <summary>How wrong a finding is.</summary>
public enum Severity
{
    /// <summary>A matter of house style.</summary>
    Advice = 1,

    /// <summary>Probably wrong.</summary>
    Warning,

    /// <summary>Certainly wrong.</summary>
    Error,
}
