namespace Recto.Journals.Recommending;

/// <summary>Turns a text into numbers, so that texts that mean the like are near to each other even where they share no word. A site has none unless its operator brings a model.</summary>
public interface IEmbedder
{
    /// <summary>Which model it is: vectors of two models are never compared.</summary>
    string Model { get; }

    /// <summary>The vector of a text, of length 1; empty where the text has no word that the model knows of. Of a long text its beginning counts.</summary>
    ReadOnlyMemory<float> Embed(string text);
}
