using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// A check on a thing that may be done in several ways. What the house style asks for, else what the article does mostly, is right; other ways are reported.
/// Where the article does it in two ways about equally often, that is said once.
/// </summary>
internal abstract class HabitCheck : Check
{
    // So many uses, and so many of the two ways, make a doubt worth a word.
    private const int FewestInDoubt = 8;
    private const int FewestOfEach = 3;

    /// <summary>One place where the article chose.</summary>
    /// <param name="Scope">What may be compared with what: a language, a kind of work.</param>
    /// <param name="Way">What it chose, in words that a message may use.</param>
    /// <param name="Note">Index of the note.</param>
    /// <param name="Span">Where in that note.</param>
    private protected readonly record struct Choice(string Scope, string Way, int Note, TextSpan Span);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var group in Choices(context).GroupBy(choice => choice.Scope, StringComparer.Ordinal))
        {
            var habit = new Habit<string>();
            foreach (var choice in group)
            {
                habit.Add(choice.Way, choice.Note, choice.Span);
            }

            foreach (var diagnostic in Judge(context, group.Key, habit))
            {
                yield return diagnostic;
            }
        }
    }

    /// <summary>Every place where the article chose, in document order.</summary>
    private protected abstract IEnumerable<Choice> Choices(CheckContext context);

    /// <summary>What is chosen, as the subject of a sentence: <c>The label of an editor</c>.</summary>
    private protected abstract string Subject(string scope);

    /// <summary>The verb between the subject and a way.</summary>
    private protected virtual string Verb(string scope) => "is";

    /// <summary>How many uses of one way make a habit.</summary>
    private protected virtual int FewestUses => Habit<string>.Fewest;

    /// <summary>The way that the house style asks for; null where it leaves the choice to the article.</summary>
    private protected virtual string? Wanted(HouseStyle style, string scope) => null;

    /// <summary>How to turn a use into the usual way; null where a person must.</summary>
    private protected virtual SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) => null;

    private IEnumerable<Diagnostic> Judge(CheckContext context, string scope, Habit<string> habit)
    {
        if (Wanted(context.Style, scope) is { } wanted)
        {
            return Departures(context, habit.Others(wanted), use => $"{Subject(scope)} {Verb(scope)} {use.Way} here; by {context.Style.Title} it {Verb(scope)} {wanted}.", use => Mend(context, scope, use, wanted));
        }

        if (habit.TryFind(out var usual, FewestUses))
        {
            var count = habit.CountOf(usual);
            return Departures(context, habit.Others(usual),
                use => string.Create(CultureInfo.InvariantCulture, $"{Subject(scope)} {Verb(scope)} {use.Way} here and {usual} in {count} of {habit.Uses.Count} places; use one form."), use => Mend(context, scope, use, usual));
        }

        return Doubt(scope, habit);
    }

    private IEnumerable<Diagnostic> Doubt(string scope, Habit<string> habit)
    {
        var ways = habit.Uses.GroupBy(use => use.Way).Select(group => (Way: group.Key, Count: group.Count(), First: group.First())).OrderByDescending(way => way.Count).ToList();
        if (habit.Uses.Count >= FewestInDoubt && ways.Count >= 2 && ways[1].Count >= FewestOfEach)
        {
            yield return At(ways[1].First.Note, ways[1].First.Span,
                string.Create(CultureInfo.InvariantCulture, $"{Subject(scope)} {Verb(scope)} {ways[0].Way} in {ways[0].Count} places and {ways[1].Way} in {ways[1].Count}; choose one."));
        }
    }
}
