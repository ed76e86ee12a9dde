using System.IO.Compression;
using System.Security.Cryptography;

namespace Recto.App.Features.Operate;

/// <summary>The bytes of pieces one after the other, each compared with its hash when its end is reached.</summary>
/// <param name="repository">Where they are.</param>
/// <param name="pieces">Their hashes.</param>
internal sealed class RepositoryPieces(BackupRepository repository, IReadOnlyList<string> pieces) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private GZipStream? _open;
    private int _next;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_open is not null || _next < pieces.Count)
        {
            var name = pieces[_open is null ? _next : _next - 1];
            try
            {
                _open ??= Open(name);
                if (_open.Read(buffer) is var read and > 0)
                {
                    _hash.AppendData(buffer[..read]);
                    return read;
                }
            }
            catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                throw Damaged(name, broken.Message);
            }

            _open.Dispose();
            _open = null;
            if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != name)
            {
                throw Damaged(name, "its bytes are not what they were");
            }
        }

        return 0;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _open?.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private GZipStream Open(string name)
    {
        _next++;
        return new GZipStream(File.OpenRead(repository.PieceOf(name)), CompressionMode.Decompress);
    }

    private BackupRefusedException Damaged(string name, string why) =>
        new($"“{repository.PieceOf(name)}” is missing or damaged ({why.TrimEnd('.')}). Take an older backup (--list shows them); where the site still runs, delete that file and back up again: it is written anew.");
}
