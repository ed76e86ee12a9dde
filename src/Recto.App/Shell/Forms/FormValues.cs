using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Recto.App.Shell.Forms;

/// <summary>What a form holds: what was typed, and what is wrong with it. The page that is sent back shows both, so nothing typed is lost.</summary>
public sealed class FormValues
{
    private readonly Dictionary<string, StringValues> _values;
    private readonly Dictionary<string, string> _wrong = new(StringComparer.Ordinal);

    /// <summary>A form that shows these values at first.</summary>
    /// <param name="values">Values by name of the field; null for an empty field.</param>
    public FormValues(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            Set(name, value);
        }
    }

    private FormValues(IFormCollection form)
    {
        _values = form.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        Files = form.Files;
    }

    /// <summary>Files that were sent.</summary>
    public IFormFileCollection Files { get; } = new FormFileCollection();

    /// <summary>Whether nothing was found wrong.</summary>
    public bool IsRight => _wrong.Count == 0;

    /// <summary>What is wrong, by name of the field; the empty name for the form as a whole.</summary>
    public IReadOnlyDictionary<string, string> Faults => _wrong;

    /// <summary>Names of the fields that hold something.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Reads what was sent; null where it is no form, and then the answer is written already.</summary>
    public static async Task<FormValues?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return null;
        }

        try
        {
            return new FormValues(await context.Features.GetRequiredFeature<IFormFeature>().ReadFormAsync(context.RequestAborted));
        }
        catch (InvalidDataException)
        {
            // Too many fields, or a part that breaks off: it is no form of ours.
            await ErrorPages.WriteAsync(context, StatusCodes.Status400BadRequest);
            return null;
        }
    }

    /// <summary>What stands in a field, trimmed, line ends as <c>\n</c>, without characters that no database keeps; null where it is empty or absent.</summary>
    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var values) || values.Count == 0)
        {
            return null;
        }

        var text = (values[0] ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>What was sent in a field, to the letter: a password may begin with a blank. Null where it is absent.</summary>
    public string? Raw(string name) => _values.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>What stands in every field of that name, as <see cref="Text"/>; an empty one is an empty text.</summary>
    public IReadOnlyList<string> All(string name) =>
        _values.TryGetValue(name, out var values) ? [.. values.Select(value => (value ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim())] : [];

    /// <summary>What stands in all fields of that name, as one text; null where all are empty.</summary>
    public string? Whole(string name) => string.Join(", ", All(name).Where(value => value.Length > 0)) is { Length: > 0 } text ? text : null;

    /// <summary>Whether a box is ticked, or a button of that name was pressed.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Whether that value is among those of the name: a box of several, a choice.</summary>
    public bool Has(string name, string value) => _values.TryGetValue(name, out var values) && values.Contains(value);

    /// <summary>Puts a value into a field; null empties it.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
        {
            _values.Remove(name);
        }
        else
        {
            _values[name] = value;
        }
    }

    /// <summary>Puts several values into a field.</summary>
    public void SetAll(string name, IEnumerable<string> values) => _values[name] = new StringValues([.. values]);

    /// <summary>Says what is wrong with a field, and what to write; the first sentence of a field stands.</summary>
    /// <param name="name">Name of the field; empty for the form as a whole.</param>
    /// <param name="sentence">One sentence, in the reader's language.</param>
    public void Wrong(string name, string sentence) => _wrong.TryAdd(name, sentence);

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? Fault(string name) => _wrong.GetValueOrDefault(name);
}
