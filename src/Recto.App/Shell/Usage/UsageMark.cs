using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Usage;

namespace Recto.App.Shell.Usage;

/// <summary>What a request counts as, once it is answered: said by the door that decides, whether the page then is made or comes from a cache. The last word holds.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Terms">The terms of the article; null for a search.</param>
/// <param name="Form">What of it; null for a search.</param>
/// <param name="Part">Which one, where it has several of that form.</param>
/// <param name="Method">Whether a person reads.</param>
internal sealed record UsageMark(UsageAct What, AccessTerms? Terms, UsageForm? Form, string? Part, AccessMethod Method);

/// <summary>What a door did.</summary>
internal enum UsageAct
{
    /// <summary>Showed something about an article.</summary>
    Showed = 1,

    /// <summary>Gave its text.</summary>
    Gave,

    /// <summary>Showed its abstract in place of its text: two events.</summary>
    Walled,

    /// <summary>Refused its text.</summary>
    Refused,

    /// <summary>Searched the site.</summary>
    Searched,
}

/// <summary>The words in which doors say it. They cost one small object: nothing is looked up, and nothing is decided a second time.</summary>
internal static class UsageMarks
{
    private static readonly object Key = new();

    /// <summary>The page of an article, with its text or with a wall.</summary>
    public static void Opened(this HttpContext context, AccessTerms terms, AccessDecision decision) => Mark(context, decision.Body ? UsageAct.Gave : UsageAct.Walled, terms, decision, UsageForm.Html, null, AccessMethod.Regular);

    /// <summary>The text of an article in some form.</summary>
    public static void Gave(this HttpContext context, AccessTerms terms, AccessDecision decision, UsageForm form, string? part = null, AccessMethod method = AccessMethod.Regular) => Mark(context, UsageAct.Gave, terms, decision, form, part, method);

    /// <summary>Something about an article: its sources, a note, how to cite it.</summary>
    public static void Showed(this HttpContext context, AccessTerms terms, AccessDecision decision, UsageForm form, string? part = null, AccessMethod method = AccessMethod.Regular) => Mark(context, UsageAct.Showed, terms, decision, form, part, method);

    /// <summary>A form of its text that this reader may not have.</summary>
    public static void Refused(this HttpContext context, AccessTerms terms, AccessDecision decision, UsageForm form, string? part = null, AccessMethod method = AccessMethod.Regular) => Mark(context, UsageAct.Refused, terms, decision, form, part, method);

    /// <summary>A search that a person began.</summary>
    public static void Searched(this HttpContext context) => context.Items[Key] = new UsageMark(UsageAct.Searched, null, null, null, AccessMethod.Regular);

    /// <summary>What was said last; null where nothing is counted.</summary>
    public static UsageMark? Find(HttpContext context) => context.Items.TryGetValue(Key, out var mark) ? (UsageMark)mark! : null;

    // Drafts are no publications, and whoever works for the journal is no reader of it.
    private static void Mark(HttpContext context, UsageAct what, AccessTerms terms, AccessDecision decision, UsageForm form, string? part, AccessMethod method)
    {
        if (terms.IsPublished && decision.Record && !context.Reader().IsStaffOf(terms.JournalId))
        {
            context.Items[Key] = new UsageMark(what, terms, form, part, method);
        }
    }
}

/// <summary>Marks a page of an article that may come from the cache, so that it is counted then too.</summary>
/// <param name="Form">What is shown.</param>
/// <param name="Part">The part of the route that says which; null where there is one.</param>
internal sealed record CountsAs(UsageForm Form, string? Part = null);
