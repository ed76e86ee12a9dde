using System.Buffers.Binary;
using System.Text;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>
/// A model of texts as small as can be, in a folder of its own: a table with a row for each token (Gather), as ONNX of opset 13 written by hand, and its vocabulary. A word of the vocabulary means its own direction; “harbour” and “port” mean the same.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    private const int Float = 1;
    private const int Int64 = 7;

    private static readonly string[] Tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "harbour", "port", "ledger", "seal", "##s"];

    private readonly string _folder = Directory.CreateTempSubdirectory("recto-model-").FullName;

    public string File => Path.Combine(_folder, "model.onnx");

    public string Vocabulary => Path.Combine(_folder, "vocab.txt");

    public static TinyModel Make(string input = "input_ids", string output = "last_hidden_state", int inputType = Int64, long? length = null, int scale = 1, string[]? more = null, int[]? row = null)
    {
        var model = new TinyModel();
        System.IO.File.WriteAllBytes(model.File, Bytes(input, output, inputType, length, scale, more ?? ["attention_mask"], row ?? [4]));
        System.IO.File.WriteAllLines(model.Vocabulary, Tokens);
        return model;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What stands in the table: marks are nothing, words a direction each.
    private static float[] Row(string token, int scale) => token switch
    {
        "harbour" or "port" => [scale, 0, 0, 0],
        "ledger" => [0, scale, 0, 0],
        "seal" => [0, 0, scale, 0],
        _ => [0, 0, 0, token == "[UNK]" ? 0.001f : 0],
    };

    private static byte[] Bytes(string input, string output, int inputType, long? length, int scale, string[] more, int[] rowShape)
    {
        var table = new byte[Tokens.Length * 4 * sizeof(float)];
        for (var token = 0; token < Tokens.Length; token++)
        {
            var row = Row(Tokens[token], scale);
            for (var i = 0; i < row.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(table.AsSpan(((token * row.Length) + i) * sizeof(float)), row[i]);
            }
        }

        byte[] weights = [.. Number(1, Tokens.Length), .. rowShape.SelectMany(size => Number(1, size)), .. Number(2, Float), .. Text(8, "table"), .. Field(9, table[..(Tokens.Length * rowShape.Aggregate(1, (all, size) => all * size) * sizeof(float))])];
        byte[] gather = [.. Text(1, "table"), .. Text(1, input), .. Text(2, output), .. Text(4, "Gather")];
        byte[] graph =
        [
            .. Field(1, gather), .. Text(2, "tiny"), .. Field(5, weights),
            .. Field(11, Value(input, inputType, [Named("batch"), length is { } fixedTo ? Number(1, fixedTo) : Named("tokens")])),
            .. more.SelectMany(name => Field(11, Value(name, Int64, [Named("batch"), Named("tokens")]))),
            .. Field(12, Value(output, Float, [Named("batch"), length is { } also ? Number(1, also) : Named("tokens"), .. rowShape.Select(size => Number(1, size))])),
        ];
        return [.. Number(1, 8), .. Field(7, graph), .. Field(8, [.. Text(1, ""), .. Number(2, 13)])];
    }

    private static byte[] Value(string name, int type, byte[][] shape) => [.. Text(1, name), .. Field(2, Field(1, [.. Number(1, type), .. Field(2, [.. shape.SelectMany(dimension => Field(1, dimension))])]))];

    private static byte[] Named(string dimension) => Text(2, dimension);

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    // Protocol Buffers: a number is field << 3, bytes are field << 3 | 2 with their length.
    private static byte[] Field(int field, byte[] content) => [.. Varint(((long)field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint((long)field << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
