namespace Recto.App.Shell.Forms;

/// <summary>
/// Two people changed one thing at once. Whoever came later has overwritten nothing: the page shows both texts of every field in which they differ, keeps the later one's in the form,
/// and the form now carries the version that was shown, so that sending it again saves over.
/// </summary>
/// <param name="Fields">The fields that differ, in the order of the form.</param>
/// <param name="Person">Who saved meanwhile; null where that is not known.</param>
/// <param name="At">When; null where that is not known.</param>
public sealed record EditConflict(IReadOnlyList<ConflictField> Fields, string? Person, DateTimeOffset? At)
{
    /// <summary>Name of the field that carries the version which an editor was shown.</summary>
    public const string VersionField = "edit_version";

    /// <summary>Compares what was sent with what is kept now, and lets the form carry the version that is kept now.</summary>
    /// <param name="yours">The form that was sent; its version is set.</param>
    /// <param name="theirs">What is kept now, as the same form would show it.</param>
    /// <param name="version">The version that is kept now.</param>
    /// <param name="labels">Names of fields and how the form calls them, in order.</param>
    /// <param name="words">What a value is called, by name of the field, for choices and ticks; null where values are shown as they are.</param>
    /// <param name="person">Who saved meanwhile.</param>
    /// <param name="at">When.</param>
    public static EditConflict Of(FormValues yours, FormValues theirs, int version, IEnumerable<(string Name, string Label)> labels, Func<string, string?, string?>? words = null, string? person = null, DateTimeOffset? at = null)
    {
        yours.Set(VersionField, version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new EditConflict(
            [.. labels.Select(field => new ConflictField(field.Name, field.Label, Words(field.Name, theirs.Whole(field.Name)), Words(field.Name, yours.Whole(field.Name)))).Where(field => field.Theirs != field.Yours)], person, at);

        string? Words(string name, string? value) => words is null ? value : words(name, value);
    }

    /// <summary>The version that an editor was shown; 0, which no record has, where the form does not say one.</summary>
    public static int ShownVersion(FormValues form) =>
        int.TryParse(form.Text(VersionField), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
}

/// <summary>A field in which two texts differ.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">How the form calls it.</param>
/// <param name="Theirs">What is kept now; null where it is empty.</param>
/// <param name="Yours">What was sent; null where it is empty.</param>
public sealed record ConflictField(string Name, string Label, string? Theirs, string? Yours)
{
    /// <summary>Id of the element where it is changed; the field of that name where nothing else is said.</summary>
    public string Place { get; init; } = "f-" + Name;
}
