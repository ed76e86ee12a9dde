namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A person or body as bibliographies need it: the parts of the printed name.</summary>
public sealed record CitedName
{
    /// <summary>Family name without particles and suffix; for a body, and where the parts cannot be told, the whole name.</summary>
    public required string Family { get; init; }

    /// <summary>Given names or initials; null where none are printed.</summary>
    public string? Given { get; init; }

    /// <summary>A particle that falls away where the family name stands alone (<c>von</c> Humboldt, <c>de</c> Gaulle), as printed; null where there is none.</summary>
    public string? Dropping { get; init; }

    /// <summary>A particle that stays (<c>du</c> Réau, <c>al-</c>Jabarti), as printed; null where there is none.</summary>
    public string? NonDropping { get; init; }

    /// <summary><c>Jr.</c>, <c>III</c>; null where there is none.</summary>
    public string? Suffix { get; init; }

    /// <summary>Whether <see cref="Family"/> is a whole name whose parts are not told apart.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the words say that it is a body (a ministry, a society), not a person.</summary>
    public bool IsBody { get; init; }

    /// <summary>Both particles as printed, the dropping one first; empty where there are none.</summary>
    public string Particles => Joined(Dropping ?? "", NonDropping ?? "");

    /// <summary>Particles and family name: <c>van der Lubbe</c>, <c>d’Estaing</c>.</summary>
    public string FamilyWithParticles => Joined(Particles, Family);

    /// <summary>As a bibliography lists it: <c>Humboldt, Alexander von</c>; <c>du Réau, E.</c>; <c>Clarke, J. Calvitt, III</c>.</summary>
    public string Inverted => IsWhole || (Given ?? Suffix) is null ? FamilyWithParticles
        : Joined(NonDropping ?? "", Family) + ", " + Joined(Given ?? "", Dropping ?? "") + (Suffix is null ? "" : ", " + Suffix);

    /// <summary>As it is said: <c>Alexander von Humboldt</c>.</summary>
    public string Plain => Joined(Given ?? "", FamilyWithParticles) + (Suffix is null ? "" : " " + Suffix);

    private static string Joined(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left : left[^1] is '’' or '\'' or '-' ? left + right : $"{left} {right}";
}
