using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using Recto.Journals.Exchange;
using Recto.Notes;

namespace Recto.App.Features.Files;

/// <summary>One word for everything that goes into the files of an article: where it is the same, the files would be the same, and nothing is made. When it was last changed is not in it: a page that was only renewed makes no new file.</summary>
internal static class ArticleFingerprint
{
    /// <summary>Raised where the same things are to be told apart otherwise.</summary>
    private const string Rule = "1";

    /// <summary>The word: 32 hexadecimal digits.</summary>
    /// <param name="article">The article.</param>
    /// <param name="corrections">What editors say of the readings: the ids of all that hold.</param>
    public static string Of(FinishedArticle article, IEnumerable<Guid> corrections)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var citation = article.Citation;
        Add(Rule, NotesEngine.Version, article.Slug, article.Address, article.Publisher, article.Colour, citation.JournalTitle, citation.Volume, citation.Number, citation.Address);
        Add([.. corrections.Order().Select(id => id.ToString("N"))]);
        Add(JsonSerializer.Serialize(article.Read.Article));
        foreach (var (name, file) in article.Files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(name, file.Name, file.MediaType, file.Key);
        }

        using (var stream = new HashStream(hash))
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false, ConformanceLevel = ConformanceLevel.Auto, OmitXmlDeclaration = true }))
        {
            article.Read.Document.Jats.Root!.WriteTo(writer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        // Each with its length before it, so that two texts never run into one.
        void Add(params IReadOnlyList<string?> texts)
        {
            foreach (var text in texts)
            {
                var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
                hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
                hash.AppendData(bytes);
            }
        }
    }

    // What is written is hashed and forgotten.
    private sealed class HashStream(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);
        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);
    }
}
