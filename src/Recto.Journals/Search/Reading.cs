namespace Recto.Journals.Search;

/// <summary>What all readings end in: one letter a sound (č š ž as in Czech, h for х, j before vowels only), nothing doubled.</summary>
internal ref struct Reading(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>One more sound: <c>i</c> for и, й, y and j alike. What would be doubled is written once; i before a vowel is j, and before e it is nothing (Ежов, Yezhov, Jeschow).</summary>
    public void Add(char sound)
    {
        if (_length > 0 && _buffer[_length - 1] == 'i')
        {
            switch (sound)
            {
                case 'i':
                    return;
                case 'e':
                    _length--;
                    break;
                case 'o' when _length > 1 && !IsVowel(_buffer[_length - 2]):
                    _length--; // Potyomkin, Potjomkin: ё, which others write e.
                    sound = 'e';
                    break;
                case 'a' or 'o' or 'u':
                    _buffer[_length - 1] = 'j';
                    break;
            }
        }

        if ((_length == 0 || _buffer[_length - 1] != sound) && _length < _buffer.Length)
        {
            _buffer[_length++] = sound;
        }
    }

    /// <summary>Several sounds.</summary>
    public void Add(ReadOnlySpan<char> sounds)
    {
        foreach (var sound in sounds)
        {
            Add(sound);
        }
    }

    /// <summary>The key.</summary>
    public readonly string Key()
    {
        var key = _buffer[.._length];

        // Хрущёв, Khrushchev, Chruschtschow; Ежов and Ezhov meet in the same.
        if (key.Length > 3 && key[^1] == 'v' && key[^2] == 'o' && key[^3] is 'č' or 'š' or 'ž')
        {
            key[^2] = 'e';
        }

        return key.ToString();
    }

    private static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u' or 'j';
}
