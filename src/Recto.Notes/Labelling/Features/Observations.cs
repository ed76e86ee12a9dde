namespace Recto.Notes.Labelling.Features;

/// <summary>The features of every word of one string and the context of every step between two words. Reused from string to string; not safe for several threads.</summary>
internal sealed class Observations
{
    private readonly AttributeReader _reader = new();
    private ulong[] _attributes = [];
    private ulong[] _features = [];
    private int[] _contexts = [];

    /// <summary>Number of words.</summary>
    public int Length { get; private set; }

    /// <summary>Features of one word.</summary>
    public ReadOnlySpan<ulong> FeaturesOf(int word) => _features.AsSpan(word * Templates.Count, Templates.Count);

    /// <summary>Context of the step from the word before to this one, 0 to <see cref="StepContext.Count"/>.</summary>
    public int ContextOf(int word) => _contexts[word];

    /// <summary>Observes a string.</summary>
    public void Observe(WordSequence sequence, Lexicon lexicon)
    {
        Length = sequence.Words.Count;
        if (_contexts.Length < Length)
        {
            var room = Math.Max(64, Length * 5 / 4);
            _attributes = new ulong[room * (int)Attribute.Count];
            _features = new ulong[room * Templates.Count];
            _contexts = new int[room];
        }

        _reader.Read(sequence, lexicon, _attributes.AsSpan(0, Length * (int)Attribute.Count), _contexts.AsSpan(0, Length));
        for (var word = 0; word < Length; word++)
        {
            Templates.Apply(_attributes, word, Length, _features.AsSpan(word * Templates.Count, Templates.Count));
        }
    }
}
