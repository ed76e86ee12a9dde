namespace Recto.App.Features.Doctor;

/// <summary>How one thing is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok = 1,

    /// <summary>Works, but somebody should look.</summary>
    Warn,

    /// <summary>Something will not work.</summary>
    Fail,
}

/// <summary>One line of the doctor.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Subject">What was looked at.</param>
/// <param name="Text">What was found, and where it is not well, how to mend it.</param>
/// <param name="Id">Which misconfiguration it is, of <see cref="Misconfigurations"/>; null where all is well.</param>
internal sealed record Finding(Health Health, string Subject, string Text, string? Id = null);
