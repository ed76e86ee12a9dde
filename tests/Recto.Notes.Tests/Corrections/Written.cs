using System.Collections;
using System.Globalization;
using System.Text;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Corrections;

/// <summary>Everything in an apparatus as one text, so that two are compared whole; and corrections as an editor makes them.</summary>
internal static class Written
{
    public static string Whole(object? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>The apparatus as if no editor had said anything: without origin, date and sureness.</summary>
    public static Apparatus Plain(Apparatus apparatus) => apparatus with
    {
        Notes = [.. apparatus.Notes.Select(note => note with
        {
            CorrectedAt = null,
            References = [.. note.References.Select(one => one with { Origin = null, Confidence = 1, Reason = null, Reference = one.Reference with { Confidence = 1 } })],
        })],
    };

    public static List<Note> Notes(params IReadOnlyList<string> texts) => [.. texts.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })];

    /// <summary>A correction that says what was read.</summary>
    public static NoteCorrection AsRead(Apparatus apparatus, int note) => new()
    {
        Note = NoteKey.Of([.. apparatus.Notes.Select(read => read.Note)], note),
        References = [.. apparatus.Notes[note].References.Select(one => new CorrectedReference { Reference = one.Reference })],
        At = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
    };

    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or ValueType and IFormattable:
                text.Append(CultureInfo.InvariantCulture, $"“{value}”");
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var one in list)
                {
                    Write(one, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case bool:
                text.Append(value);
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    text.Append(property.Name).Append('=');
                    Write(property.GetValue(value), text);
                    text.Append(';');
                }

                text.AppendLine("}");
                break;
        }
    }
}
