namespace Recto.App.Shell.Jobs;

/// <summary>Reads what a server answers, and no endless answer.</summary>
internal static class BoundedBody
{
    /// <summary>The bytes; null where there are more.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken ct)
    {
        await using var body = await content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > most)
            {
                return null;
            }
        }

        return kept.ToArray();
    }
}
