using CsCheck;
using Recto.Journals.Search;
using Recto.Notes.Archives;

namespace Recto.Journals.Tests.Search;

public sealed class QueryReaderTests
{
    [Theory]
    [InlineData("Litvinov Gamelin", "litvinov | gamelin")]
    [InlineData("\"en dehors\" litv*", "=en dehors | litv*")]
    [InlineData("«В борьбе за мир» -Сталин", "=в борьбе за мир | -сталин")]
    [InlineData("title:Weygand note:\"AN, F/7\" author:maubert", "Title:weygand | Notes:=an f 7 | Authors:maubert")]
    [InlineData("co-operation", "co operation")]
    [InlineData("RGASPI 558/11/431", "=558 11 431 | rgaspi")]
    [InlineData("Ф. 558. Оп. 11. Д. 431. Л. 94", "=558 11 431")]
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16", "=1235 1 16 | гарф")]
    [InlineData("AVPRF, f. 05, op. 13, p. 94, d. 70", "=05 13 94 70 | avprf")]
    [InlineData("fond 17 opis 162", "=17 162")]
    [InlineData("7N 3121", "7n | 3121")]
    [InlineData("http://example.org", "http | example | org")]
    [InlineData("a - b", "a | b")]
    [InlineData("\"unbalanced", "=unbalanced")]
    [InlineData("NEAR(a b) OR AND NOT", "near | a | b | or | and | not")]
    [InlineData("title:", "title")]
    [InlineData("* ** a*", "a")] // one letter begins too much
    [InlineData("\"\" '' () {} : - + ^ ~ | & !", "")]
    [InlineData("", "")]
    public void A_query_is_read(string typed, string clauses) => Assert.Equal(clauses, Shown(Read(typed)));

    [Theory]
    [InlineData("year:1935-1939", 1935, 1939)]
    [InlineData("year:1935", 1935, 1935)]
    [InlineData("year:1935-", 1935, null)]
    [InlineData("year:-1939", null, 1939)]
    public void Years_are_of_publication(string typed, int? from, int? to)
    {
        var query = Read(typed);

        Assert.Equal((from, to), (query.YearFrom, query.YearTo));
        Assert.Empty(query.Clauses);
    }

    [Theory]
    [InlineData("archive:rgaspi")]
    [InlineData("archive:РГАСПИ")]
    [InlineData("archive:\"Russian State Archive of Socio-Political History\"")]
    public void An_archive_has_many_names(string typed) => Assert.Equal(["rgaspi"], Read(typed).Archives);

    [Theory]
    [InlineData("10.5555/tlm.2026.0102")]
    [InlineData("https://doi.org/10.5555/tlm.2026.0102")]
    [InlineData("doi:10.5555/tlm.2026.0102")]
    public void A_DOI_is_seen(string typed) => Assert.Equal("10.5555/tlm.2026.0102", Read(typed).Doi?.Value);

    [Fact]
    public void A_year_that_is_none_is_a_word() => Assert.Equal("year | soon", Shown(Read("year:soon")));

    [Fact]
    public void What_is_too_long_is_cut_and_said()
    {
        var query = Read(string.Join(' ', Enumerable.Range(0, 4000).Select(i => "w" + i)));

        Assert.True(query.IsCut);
        Assert.Equal(QueryReader.MostClauses, query.Clauses.Count);
    }

    [Fact]
    public void Whatever_is_typed_is_a_query_of_letters_and_digits_alone() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["\"'*-:() \u0000/.фоопдfopd1234567890title:year:\uD800"], 0, 300]).Sample(typed =>
    {
        var query = Read(typed);

        Assert.True(query.Clauses.Count <= QueryReader.MostClauses);
        Assert.All(query.Clauses, clause => Assert.NotEmpty(clause.Words));
        Assert.All(query.Clauses.SelectMany(clause => clause.Words), word => Assert.True(word.Form.Length > 0 && word.Form.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c >= 0x0300), word.Form));
    });

    private static SearchQuery Read(string typed) => QueryReader.Read(typed, RepositoryDirectory.Shipped);

    private static string Shown(SearchQuery query) => string.Join(" | ", query.Clauses.Select(clause =>
        (clause.IsNegated ? "-" : "") + (clause.Fields == SearchFields.All ? "" : clause.Fields + ":") + (clause.IsExact ? "=" : "") + string.Join(' ', clause.Words.Select(word => word.Form)) + (clause.IsPrefix ? "*" : "")));
}
