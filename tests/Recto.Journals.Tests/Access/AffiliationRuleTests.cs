using CsCheck;
using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Who comes in by what their institution says of them.</summary>
public sealed class AffiliationRuleTests
{
    private static readonly Guid X = Guid.Parse("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid Y = Guid.Parse("00000000-0000-0000-0000-00000000000b");
    private static readonly HashSet<Affiliation> None = [];
    private static readonly IReadOnlyList<KnownScope> One = [new(X, "uni-x.example", None)];
    private static readonly IReadOnlyList<KnownScope> Two = [new(X, "uni-x.example", None), new(Y, "uni-y.example", None)];

    [Theory]
    [InlineData("member@uni-x.example", true)]
    [InlineData("student@uni-x.example", true)]
    [InlineData("faculty@uni-x.example", true)]
    [InlineData("staff@uni-x.example", true)]
    [InlineData("employee@uni-x.example", true)]
    [InlineData("library-walk-in@uni-x.example", true)]
    [InlineData("Student@UNI-X.example", true)] // Case means nothing in either half.
    [InlineData(" student@uni-x.example ", true)]
    [InlineData("alum@uni-x.example", false)]
    [InlineData("affiliate@uni-x.example", false)]
    [InlineData("student", false)]
    [InlineData("student@", false)]
    [InlineData("@uni-x.example", false)]
    [InlineData("guest@uni-x.example", false)]
    [InlineData("student@uni-y.example", false)]
    [InlineData("student@evil.example@uni-x.example", false)] // Two scopes are none.
    [InlineData("student@sub.uni-x.example", false)] // A scope is a name, not the end of one (shibmd:Scope).
    [InlineData("student@notuni-x.example", false)]
    [InlineData("", false)]
    public void An_affiliation_opens_the_institution_or_not(string value, bool opens)
    {
        var decision = AffiliationRule.Decide(One, [value], []);

        Assert.Equal(opens ? [X] : [], decision.Institutions);
        Assert.Equal(!opens, decision.Refusals.Count > 0);
    }

    [Theory]
    [InlineData("alum@uni-x.example", AffiliationRefusalReason.NotAdmitted)]
    [InlineData("student", AffiliationRefusalReason.NoScope)]
    [InlineData("student@uni-y.example", AffiliationRefusalReason.ForeignScope)]
    [InlineData("guest@uni-x.example", AffiliationRefusalReason.UnknownAffiliation)]
    [InlineData(" ", AffiliationRefusalReason.NothingSaid)]
    public void What_is_refused_has_its_reason(string value, AffiliationRefusalReason reason)
    {
        var refusal = Assert.Single(AffiliationRule.Decide(One, [value], []).Refusals);

        Assert.Equal(reason, refusal.Reason);
    }

    [Fact]
    public void Who_is_an_alum_and_a_member_comes_in_as_a_member()
    {
        var decision = AffiliationRule.Decide(One, ["alum@uni-x.example", "member@uni-x.example"], []);

        Assert.Equal([X], decision.Institutions);
    }

    [Fact]
    public void A_contract_may_admit_alumni()
    {
        var known = new[] { new KnownScope(X, "uni-x.example", new HashSet<Affiliation> { Affiliation.Alum }) };

        Assert.Equal([X], AffiliationRule.Decide(known, ["alum@uni-x.example"], []).Institutions);
        Assert.Empty(AffiliationRule.Decide(known, ["affiliate@uni-x.example"], []).Institutions);
    }

    [Fact]
    public void The_entitlement_opens_the_one_institution_of_a_provider()
    {
        Assert.Equal([X], AffiliationRule.Decide(One, [], [AffiliationRule.CommonLibraryTerms]).Institutions);
        Assert.Empty(AffiliationRule.Decide(One, [], ["urn:mace:dir:entitlement:other"]).Institutions);
    }

    [Fact]
    public void The_entitlement_alone_opens_nothing_where_a_provider_speaks_for_several()
    {
        var decision = AffiliationRule.Decide(Two, [], [AffiliationRule.CommonLibraryTerms]);

        Assert.Empty(decision.Institutions);
        Assert.Equal(AffiliationRefusalReason.UnclearInstitution, Assert.Single(decision.Refusals).Reason);
    }

    [Fact]
    public void The_entitlement_holds_where_the_scope_says()
    {
        Assert.Equal([Y], AffiliationRule.Decide(Two, ["affiliate@uni-y.example"], [AffiliationRule.CommonLibraryTerms]).Institutions);
        Assert.Empty(AffiliationRule.Decide(One, ["member@elsewhere.example"], [AffiliationRule.CommonLibraryTerms]).Institutions); // Of somebody else's people.
    }

    [Fact]
    public void A_provider_that_nobody_put_down_opens_nothing()
    {
        var decision = AffiliationRule.Decide([], ["member@uni-x.example"], [AffiliationRule.CommonLibraryTerms]);

        Assert.Equal(AffiliationRefusalReason.UnknownProvider, Assert.Single(decision.Refusals).Reason);
    }

    [Fact]
    public void Nothing_is_open_but_what_was_put_down_for_the_provider() => Gen.Select(Gen.String.Array[0, 5], Gen.String.Array[0, 3]).Sample((affiliations, entitlements) =>
    {
        var decision = AffiliationRule.Decide(Two, affiliations, entitlements);

        return decision.Institutions.All(id => id == X || id == Y) && decision.IsAdmitted == affiliations.Any(value => value.Contains("uni-x.example", StringComparison.OrdinalIgnoreCase) || value.Contains("uni-y.example", StringComparison.OrdinalIgnoreCase))
            && (decision.IsAdmitted || decision.Refusals.Count > 0);
    });

    [Fact]
    public void Every_affiliation_has_its_word() =>
        Assert.All(Enum.GetValues<Affiliation>(), affiliation => Assert.Equal(affiliation, AffiliationRule.Find(AffiliationRule.WordOf(affiliation))));
}
