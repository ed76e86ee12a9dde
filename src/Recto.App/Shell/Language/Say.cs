using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;

namespace Recto.App.Shell.Language;

/// <summary>
/// The words of the interface in the reader's language. Pages are written with the English words, which are the keys of <c>Words/{language}.json</c>; where a language lacks
/// one, the English stands. What an author printed is never said through here.
/// </summary>
/// <param name="find">The words of a language (BCP 47 tag) for the English ones; null where it lacks them.</param>
internal sealed class Say(Func<string, string, string?> find)
{
    private readonly Dictionary<string, CultureInfo> _cultures = Languages.ToDictionary(language => language.Tag, language => CultureInfo.GetCultureInfo(language.Tag));

    /// <summary>With the words that ship.</summary>
    public Say() : this(InterfaceWords.Find) { }

    /// <summary>Languages of the interface, BCP 47, each by its own name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Languages { get; } = [("en", "English"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español"), ("ru", "Русский")];

    /// <summary>BCP 47 tag of the interface for this request.</summary>
    public string Language => Culture.TwoLetterISOLanguageName;

    /// <summary>How numbers and dates are written for this request.</summary>
    public CultureInfo Culture => _cultures.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? _cultures["en"];

    /// <summary>The words of no request: for what names an issue or a date wherever a page is made. It answers in the language of whoever asks, as every other.</summary>
    public static Say Here { get; } = new();

    /// <summary>Marks words that are said later, by a name that is looked up: <c>Say.Key("typography")</c>. Gives them back as they are.</summary>
    /// <param name="english">As they stand in English.</param>
    public static string Key(string english) => english;

    /// <summary>Lets something be written in another language than that of the request: a mail, the stamp of a file. What is awaited in it is written in that language too.</summary>
    /// <param name="language">BCP 47 tag; null for the language that is set.</param>
    /// <param name="write">Writes it.</param>
    public static T In<T>(string? language, Func<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = language is null ? before : CultureInfo.GetCultureInfo(language);
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Writing direction of the interface: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => WritingDirection.Of(Language);

    /// <summary>That language, for <c>lang</c>, where it is another than the interface's; null where it is the same or not known.</summary>
    /// <param name="tag">BCP 47 tag; null where it is not known.</param>
    public string? Other(string? tag) => tag is null || string.Equals(tag, Language, StringComparison.OrdinalIgnoreCase) ? null : tag;

    /// <summary>These words.</summary>
    /// <param name="english">As they stand in English.</param>
    public string this[string english] => Find(english);

    /// <summary>These words with values in them.</summary>
    /// <param name="english">As they stand in English, values as <c>{0}</c>, <c>{1}</c>.</param>
    /// <param name="values">Text or numbers.</param>
    public string this[string english, params ReadOnlySpan<object?> values] => string.Format(Culture, Find(english), values);

    /// <summary>A number of things.</summary>
    /// <param name="number">How many.</param>
    /// <param name="english">The English forms for one and for more, parted by <c>|</c>: <c>{0} article|{0} articles</c>. A translation has as many forms as its language needs (Russian: one, few, many).</param>
    public string Count(long number, string english)
    {
        var forms = Find(english).Split('|');
        return string.Format(Culture, forms[Math.Min(PluralForms.Of(Language, number), forms.Length - 1)], number.ToString("N0", Culture));
    }

    /// <summary>Words with markup in them, from our own files of words. Values are encoded unless they are markup of our own.</summary>
    /// <param name="english">As they stand in English, markup and all.</param>
    /// <param name="values">Text, numbers or <see cref="MarkupString"/>.</param>
    public MarkupString Html(string english, params ReadOnlySpan<object?> values)
    {
        var encoded = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            encoded[i] = values[i] is MarkupString markup ? markup.Value : WebUtility.HtmlEncode(Convert.ToString(values[i], Culture));
        }

        return new MarkupString(string.Format(Culture, Find(english), encoded));
    }

    private string Find(string english) => find(english, Language) is { Length: > 0 } said ? said : english;
}
