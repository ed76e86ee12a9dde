using System.Diagnostics;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Notes.Text;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>What the page shows to somebody who signed in at their institution and is not let in.</summary>
public sealed record RefusedView
{
    /// <summary>The institution; null where it is not known.</summary>
    public string? Institution { get; init; }

    /// <summary>Why, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What they wanted to read; null where that is not known.</summary>
    public string? To { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>Reasons of <see cref="AffiliationRule"/> in words for the reader who is refused, who is to be able to tell a librarian.</summary>
internal static class RefusalWords
{
    /// <summary>Most sentences that are shown.</summary>
    public const int Most = 5;

    private const int LongestValue = 100;

    /// <summary>The sentence.</summary>
    public static string Of(AffiliationRefusal refusal, Say say) => refusal.Reason switch
    {
        AffiliationRefusalReason.UnknownProvider => say["The sign-in page that you used belongs to no institution that this site knows."],
        AffiliationRefusalReason.NothingSaid => say["Your institution confirmed that you signed in, and did not say what you are there. Its library can have it say so: the site needs “eduPersonScopedAffiliation”, and neither your name nor your address."],
        AffiliationRefusalReason.NoScope => say["Your institution says that you are “{0}”, and not of which institution.", Short(refusal.Value)],
        AffiliationRefusalReason.ForeignScope => say["Your institution says that you are “{0}”, which is not a name that this site knows it by.", Short(refusal.Value)],
        AffiliationRefusalReason.UnknownAffiliation => say["Your institution says that you are “{0}”, a word that this site does not know.", Short(refusal.Value)],
        AffiliationRefusalReason.UnclearInstitution => say["Your sign-in page speaks for several institutions and did not say which is yours."],
        AffiliationRefusalReason.NotAdmitted => refusal.Affiliation == Affiliation.Alum
            ? say["Your institution says that you are a former student (alum). Its subscription is for people who study or work there now, and for visitors in the library."]
            : say["Your institution says that you are an affiliate, without the rights of a member. Its subscription is for people who study or work there, and for visitors in the library."],
        _ => throw new UnreachableException(refusal.Reason.ToString()),
    };

    private static string Short(string? value) => BoundedText.Shortened(value ?? "", LongestValue);
}
