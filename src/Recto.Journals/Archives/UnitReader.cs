using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Journals.Archives;

/// <summary>Reads which unit a reference, or an address, names. Variant ways of writing give one unit; an archive that holds another's records now stands for it.</summary>
/// <param name="directory">The archives that are known.</param>
public sealed partial class UnitReader(RepositoryDirectory directory)
{
    private const int LongestName = 200;
    private const int LongestTyped = 1000;
    private const int MostInList = 24;

    /// <summary>The archives that are known.</summary>
    public RepositoryDirectory Directory => directory;

    /// <summary>The unit that a reference names.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="note">Text of its note: the words before a level say whether it is a box or a folder.</param>
    /// <param name="before">The archive where the reference names none: that of the archival reference before; null where there is none.</param>
    /// <returns>Null where neither the words nor what stands before tell an archive.</returns>
    public ArchivalUnit? Read(ArchivalReference reference, string note, ArchivalUnit? before)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(note);
        if (ArchiveOf(reference) is not { } archive)
        {
            if (before is null)
            {
                return null;
            }

            archive = (before.Address.Archive, before.ArchiveName);
        }

        var (segments, printed) = UnitSegments.Of(directory.Find(archive.Key), LevelsOf(reference, note));
        return new ArchivalUnit(new UnitAddress(archive.Key, segments), printed, archive.Name);
    }

    /// <summary>The same where the last level lists several numbers, <c>Sloane MSS 1626, 1627, 1628</c>: a unit for each; else the one.</summary>
    public IReadOnlyList<ArchivalUnit> ReadAll(ArchivalReference reference, string note, ArchivalUnit? before)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Path is [.., var last] && List().IsMatch(last.Text))
        {
            var numbers = last.Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => char.IsAsciiDigit(word[0])).Take(MostInList).ToList();
            return [.. numbers.Select(number => Read(reference with { Path = [.. reference.Path.SkipLast(1), last with { Text = number }] }, note, before)).OfType<ArchivalUnit>().Select(unit => Shown(unit))];
        }

        return Read(reference, note, before) is { } one ? [one] : [];

        // What is printed of the level is its own number, not the whole list.
        static ArchivalUnit Shown(ArchivalUnit unit) => unit.Printed is [.., var printed] && printed.Contains(',', StringComparison.Ordinal) ? unit with { Printed = [.. unit.Printed.SkipLast(1), unit.Address.Segments[^1]] } : unit;
    }

    /// <summary>The unit that an Ibid. names by some levels of its own.</summary>
    /// <param name="unit">The unit before.</param>
    /// <param name="levels">The levels that differ.</param>
    /// <returns>Null where the words do not tell which level is meant, or the unit has no such level.</returns>
    public ArchivalUnit? With(ArchivalUnit unit, IReadOnlyList<ChangedLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(levels);
        var printed = unit.Printed.ToList();
        if (levels is [{ Level: ArchivalLevel.Code }, ..])
        {
            printed = [.. levels.Where(level => level.Level == ArchivalLevel.Code).Select(level => level.Value.Text)];
        }
        else
        {
            foreach (var (level, value) in levels)
            {
                // Fond, opis, delo are the last three levels: some archives count something above them.
                var at = printed.Count - level switch { ArchivalLevel.Fonds => 3, ArchivalLevel.Series => 2, ArchivalLevel.ArchivalFile => 1, _ => printed.Count + 1 };
                if (at < 0 || printed.Count < 3)
                {
                    return null;
                }

                printed[at] = value.Text;
            }
        }

        var (segments, shown) = UnitSegments.Of(directory.Find(unit.Address.Archive), [.. printed.Select(text => new UnitSegments.Level(text, null, text))]);
        return unit with { Address = unit.Address with { Segments = segments }, Printed = shown };
    }

    /// <summary>
    /// Reads an address as somebody typed it, or as it once was: any case, labels (<c>f.558</c>), sigla and former sigla of the archive. What cannot be an address is none.
    /// </summary>
    /// <param name="archive">The archive's part.</param>
    /// <param name="segments">The parts behind it, decoded.</param>
    /// <param name="address">The address as it is now.</param>
    public bool TryRead(string archive, IReadOnlyList<string> segments, [NotNullWhen(true)] out UnitAddress? address)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(segments);
        address = null;
        if (segments.Count > UnitAddress.MostLevels || archive.Length > LongestTyped || segments.Any(segment => segment.Length is 0 or > LongestTyped) || KeyOf(archive) is not { } key)
        {
            return false;
        }

        var levels = segments.Where(segment => segment[0] != UnitAddress.Apart).Select(segment => new UnitSegments.Level(segment, null, segment)).ToList();
        var (read, _) = UnitSegments.Of(directory.Find(key), levels);
        read = [.. read.Select((segment, i) => i < levels.Count ? Kept(levels[i].Text, segment) : segment)];
        if (levels.Count < segments.Count)
        {
            // What is apart is the last, or it is none.
            var apart = UnitFolding.Segment(segments[^1]);
            if (segments.Count - levels.Count > 1 || segments[^1][0] != UnitAddress.Apart || apart.Length == 0 || read is [.., [UnitAddress.Apart, ..]])
            {
                return false;
            }

            read = [.. read, UnitAddress.Apart + Kept(segments[^1][1..], apart)];
        }

        if (read.Count == 0 && segments.Count > 0)
        {
            return false;
        }

        address = new UnitAddress(key, read);
        return true;
    }

    // A segment that was cut bears a mark of what it was, which folding would take for a word.
    private static string Kept(string written, string folded) => written.Contains('_', StringComparison.Ordinal) && UnitFolding.IsCut(written) ? written : folded;

    private string? KeyOf(string archive)
    {
        if (archive is [UnitAddress.Apart, .. var name])
        {
            return UnitFolding.Segment(name) is { Length: > 0 } folded ? UnitAddress.Apart + Kept(name, folded) : null;
        }

        var known = directory.Find(archive) ?? directory.Find(archive.ToLowerInvariant())
            ?? (directory.FindBySiglum(archive) is [var one] ? one : null) ?? (directory.FindBySiglum(archive.ToUpperInvariant()) is [var another] ? another : null)
            ?? directory.Repositories.FirstOrDefault(repository => repository.Sigla.Concat(repository.Former.SelectMany(former => former.Sigla)).Any(siglum => siglum.Equals(archive, StringComparison.OrdinalIgnoreCase)));
        return known is null ? null : Heir(known).Id;
    }

    private (string Key, string? Name)? ArchiveOf(ArchivalReference reference)
    {
        if (reference.RepositoryId is { } id && directory.Find(id) is { } known)
        {
            return (Heir(known).Id, null);
        }

        var name = (reference.RepositoryName ?? reference.Repository)?.Text;
        return name is not null && UnitFolding.Segment(name) is { Length: > 0 } folded
            ? (UnitAddress.Apart + folded, BoundedText.Cut(name, LongestName))
            : null;
    }

    // Who holds the records now.
    private Repository Heir(Repository archive)
    {
        for (var i = 0; i < 4 && archive.Successor is { } next && directory.Find(next) is { } heir; i++)
        {
            archive = heir;
        }

        return archive;
    }

    // 174, 204, 240 and 416
    [GeneratedRegex("""^[0-9]{1,6}[a-z]?(?:, ?[0-9]{1,6}[a-z]?)*(?:,? (?:and|et|und|y|e|и) |, ?)[0-9]{1,6}[a-z]?$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex List();

    private static List<UnitSegments.Level> LevelsOf(ArchivalReference reference, string note)
    {
        var levels = new List<UnitSegments.Level>();
        if (reference.Series is { } series)
        {
            levels.Add(new(series.Text, null, series.Text));
        }

        foreach (var field in reference.Path)
        {
            // Between it and whatever field stands before it in the note: the levels may be printed from the file up.
            var isSound = field.Span.Start <= note.Length;
            var from = reference.Path.Append(reference.Repository).Append(reference.Series).OfType<Field>().Where(other => other.Span.End <= field.Span.Start).Select(other => other.Span.End).DefaultIfEmpty(Math.Max(0, reference.Span.Start)).Max();
            var label = isSound && from <= field.Span.Start ? UnitLabels.Before(note, from, field.Span.Start) : null;
            levels.Add(new(field.Text, label?.Name, label is { } said ? note[said.Start..Math.Min(field.Span.End, note.Length)] : field.Text));
        }

        return levels;
    }
}
