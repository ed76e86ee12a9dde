using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What makes an article the same when it comes again without a DOI.</summary>
public static class ArticleIdentity
{
    /// <summary>
    /// A key from what the source itself says: journal, volume, issue, pages, title, first author, year. Folded, so that case, accents' encoding and punctuation
    /// do not count. Call it with the article as it was read, before an operator's options are applied, so that the same file given to another journal is moved, not doubled.
    /// </summary>
    /// <param name="article">The article as read.</param>
    /// <param name="sourceName">Name of the file it came from; tells apart articles that say too little about themselves (no page, and no author or no title). Null where there is none.</param>
    public static string Of(Article article, string? sourceName)
    {
        ArgumentNullException.ThrowIfNull(article);
        var author = article.Authors.FirstOrDefault();
        var journal = article.Journal;
        var says = author is not null && article.Title != ArticleReader.Untitled || article.FirstPage is not null || article.ElocationId is not null;
        string?[] parts =
        [
            journal?.OnlineIssn?.Value ?? journal?.PrintIssn?.Value ?? journal?.Title ?? journal?.Abbreviation ?? journal?.Code,
            article.Volume, article.Issue, article.FirstPage, article.ElocationId,
            article.Title, article.Subtitle, author?.Family, author?.Given,
            article.Published?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            says ? null : Path.GetFileName(sourceName),
        ];
        var folded = string.Join('\n', parts.Select(part => part is null ? "" : TextKey.Of(part)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)));
    }
}

/// <summary>Equal where nothing that made an article has changed.</summary>
public static class SourceStamp
{
    /// <summary>A stamp of a file's bytes and of everything else that decides what becomes of them.</summary>
    /// <param name="source">The file.</param>
    /// <param name="engineVersion">Version of the notes engine.</param>
    /// <param name="options">What the operator asked for (journal, issue, DOI, draft), each in its place; null where nothing was asked.</param>
    public static string Of(ReadOnlySpan<byte> source, string engineVersion, params ReadOnlySpan<string?> options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(source));
        hash.AppendData(Encoding.UTF8.GetBytes(engineVersion));
        foreach (var option in options)
        {
            hash.AppendData(option is null ? [0] : [1, .. SHA256.HashData(Encoding.UTF8.GetBytes(option))]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
