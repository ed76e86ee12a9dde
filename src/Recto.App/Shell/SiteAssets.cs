using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Recto.App.Shell;

/// <summary>Style, script, icon and type, which live in the program itself. Their address holds a hash of all of them, so browsers may keep them for good.</summary>
internal static class SiteAssets
{
    private const string Place = "Recto.App.wwwroot";

    /// <summary>Path in front of every asset, with the hash: <c>/assets/1f0c…</c>.</summary>
    public static string Root { get; } = "/assets/" + Hash();

    /// <summary>Address of one asset.</summary>
    /// <param name="name">Its path in <c>wwwroot</c>.</param>
    public static string Address(string name) => $"{Root}/{name}";

    /// <summary>Serves them.</summary>
    public static void UseAssets(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = Root,
        FileProvider = new Assets(new EmbeddedFileProvider(typeof(SiteAssets).Assembly, Place)),
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
    });

    // The stylesheet lies in chapters, and goes out as one: wwwroot/style/10-ground.css, 20-article.css, … in the order of their names.
    private static byte[] Sheet()
    {
        var assembly = typeof(SiteAssets).Assembly;
        using var sheet = new MemoryStream();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Place + ".style.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var chapter = assembly.GetManifestResourceStream(name)!;
            chapter.CopyTo(sheet);
        }

        return sheet.ToArray();
    }

    private static string Hash()
    {
        var assembly = typeof(SiteAssets).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Place, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    private sealed class Assets(IFileProvider embedded) : IFileProvider
    {
        private readonly BoundFile _sheet = new(Sheet(), embedded.GetFileInfo("icon.svg").LastModified);

        public IFileInfo GetFileInfo(string subpath) => subpath.TrimStart('/') == _sheet.Name ? _sheet : embedded.GetFileInfo(subpath);

        public IDirectoryContents GetDirectoryContents(string subpath) => embedded.GetDirectoryContents(subpath);

        public IChangeToken Watch(string filter) => embedded.Watch(filter);
    }

    private sealed class BoundFile(byte[] bytes, DateTimeOffset modified) : IFileInfo
    {
        public string Name => "recto.css";

        public bool Exists => true;

        public long Length => bytes.Length;

        public string? PhysicalPath => null;

        public DateTimeOffset LastModified => modified;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(bytes, writable: false);
    }
}
