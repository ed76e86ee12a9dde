namespace Recto.Journals.Exchange.JatsOut;

/// <summary>Lines for the editors, each once.</summary>
internal sealed class FitReport
{
    private const int Most = 50;
    private readonly List<string> _lines = [];

    /// <summary>The lines, at most fifty.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Says something, unless it was said before.</summary>
    public void Add(string line)
    {
        if (_lines.Count < Most && !_lines.Contains(line, StringComparer.Ordinal))
        {
            _lines.Add(line);
        }
    }
}
