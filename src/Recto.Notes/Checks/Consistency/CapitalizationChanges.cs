using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0510: English titles in headline style here (The Rise of the Port) and in sentence style there (The rise of the port). Titles of books and of articles are compared apart; journals are left alone.
/// A title counts only where at least three of its longer words tell; as headline style only where some of them stand in small letters elsewhere in the notes, since they may all be names.
/// </summary>
internal sealed class CapitalizationChanges : HabitCheck
{
    private const string Headline = "in headline style";
    private const string Sentence = "in sentence style";
    private const int FewestTelling = 3;
    private const int FewestOrdinary = 2;

    private static readonly WordSet Unmistakable = new("the of and to for with from on by its their");
    private static readonly WordSet Foreign = new("der die das und des dem den von zur zum für le la les du et en dans il lo gli della delle di el los las del y een het van voor och i v na o");

    // Words that both styles may leave small.
    private static readonly WordSet Small = new("with from into over between during after against about toward towards through under upon without within among before since than that this their them what when where which while across beyond around behind below above along versus until till amid also only not nor but its his her how why who are was were been");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0510", "capitalization-changes", "English titles are in headline style here and in sentence style there", Severity.Advice);

    private protected override string Subject(string scope) => scope == "book" ? "The title of a book" : "The title of an article or chapter";

    private protected override string? Wanted(HouseStyle style, string scope) => style.HeadlineTitles switch { true => Headline, false => Sentence, null => null };

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        HashSet<string>? lower = null;
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is not { Title: { } title, Authors.Count: > 0, Year: not null } || title.Text.IndexOfAny(['“', '”', '‘', '"', '„', '«']) >= 0 || title.Text.Contains("’:", StringComparison.Ordinal) || title.Text.Contains("’ ", StringComparison.Ordinal) || title.Text.Contains("’,", StringComparison.Ordinal) || !IsPublished(reference))
            {
                continue;
            }

            var words = NameWords.Of(title.Text);
            if (!IsEnglish(words))
            {
                continue;
            }

            var scope = reference.Kind == ReferenceKind.Book ? "book" : "part";
            var telling = Telling(title.Text, words);
            var small = telling.Count(word => char.IsLower(word.Printed[0]));
            if (small >= FewestTelling && small * 2 > telling.Count)
            {
                yield return new Choice(scope, Sentence, note, title.Span);
            }
            else if (small == 0 && telling.Count >= FewestTelling && telling.Count(word => (lower ??= LowerWords(context)).Contains(word.Lower)) >= FewestOrdinary)
            {
                yield return new Choice(scope, Headline, note, title.Span);
            }
        }
    }

    // A memorandum in a file is no publication, however much it looks like one.
    private static bool IsPublished(PublishedReference reference) => reference.Kind switch
    {
        ReferenceKind.Book => (reference.Place ?? reference.Publisher) is not null,
        ReferenceKind.Article => reference is { Container: not null, Volume: not null },
        ReferenceKind.Chapter => reference.Container is not null && (reference.Place ?? reference.Publisher) is not null,
        _ => false,
    };

    private static bool IsEnglish(List<NameWords.Word> words) => words.Exists(word => Unmistakable.Contains(word.Printed)) && !words.Exists(word => Foreign.Contains(word.Printed) || word.Printed.Any(c => c > 0x7F && char.IsLetter(c)));

    // The longer words that stand neither first nor behind a colon or a mark.
    private static List<NameWords.Word> Telling(string title, List<NameWords.Word> words)
    {
        var telling = new List<NameWords.Word>();
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].Printed.Length >= 4 && char.IsLetter(words[i].Printed[0]) && !Small.Contains(words[i].Printed) && words[i].Printed.Skip(1).All(c => !char.IsUpper(c))
                && title[words[i - 1].End..words[i].Start] == " ")
            {
                telling.Add(words[i]);
            }
        }

        return telling;
    }

    // Ordinary words: those that the notes print in small letters somewhere.
    private static HashSet<string> LowerWords(CheckContext context)
    {
        var lower = new HashSet<string>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Kind == TokenKind.Word && tokens[i].Span.Length >= 4 && char.IsLower(tokens.TextOf(i)[0]))
                {
                    lower.Add(tokens.TextOf(i).ToString());
                }
            }
        }

        return lower;
    }
}
