using System.Globalization;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>The notes of an article by their labels. A label may stand twice (each chapter counts anew; signs and letters), so that it names a note only where it is used once.</summary>
internal sealed class NoteNumbering
{
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Label, int Run), int?> _only = [];
    private readonly int?[] _numbers;
    private readonly int[] _runs;

    public NoteNumbering(CheckContext context)
    {
        _numbers = new int?[context.Count];
        _runs = new int[context.Count];
        var (run, last) = (0, 0);
        for (var note = 0; note < context.Count; note++)
        {
            var label = context.Label(note);
            if (!_places.TryGetValue(label, out var places))
            {
                _places.Add(label, places = []);
            }

            places.Add(note);
            if (int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                _numbers[note] = number;
                run += number <= last ? 1 : 0;
                last = number;
            }

            _runs[note] = run;
            _only[(label, run)] = _only.ContainsKey((label, run)) ? null : note;
        }
    }

    /// <summary>All notes of that label, in order.</summary>
    public IReadOnlyList<int> All(string label) => _places.TryGetValue(label, out var places) ? places : [];

    /// <summary>The note that a label names in another note: the only one of that label in the same count; null where there is none or more than one.</summary>
    public int? Only(string label, int near) => _only.GetValueOrDefault((label, _runs[near]));

    /// <summary>Whether both notes stand in one count: between them the numbers do not begin anew.</summary>
    public bool AreOfOneCount(int one, int other) => _runs[one] == _runs[other];

    /// <summary>Whether the numbers of two notes are in the order in which the notes stand; true where one has no number.</summary>
    public bool AreInOrder(int earlier, int later) => _numbers[earlier] is not { } first || _numbers[later] is not { } second || first < second;
}
