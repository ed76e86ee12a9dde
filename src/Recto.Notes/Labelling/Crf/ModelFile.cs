using System.IO.Compression;
using System.Text;
using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Crf;

/// <summary>
/// A model as bytes: labels, lexicon, weights by feature, steps; numbers as they differ from the one before, all Brotli-compressed. Weights are
/// multiples of 1/256, so that what is read is what was trained.
/// </summary>
internal static class ModelFile
{
    private const string Magic = "recto-crf-2";
    private const int MostLabels = 255;
    private const int MostItems = 16_000_000;

    /// <summary>A weight as it will be kept.</summary>
    public static int Quantize(double weight) => (int)Math.Clamp(Math.Round(weight * 256), short.MinValue, short.MaxValue);

    public static float Weight(int quantized) => quantized / 256f;

    public static void Write(Stream output, CrfModel model)
    {
        using var brotli = new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(brotli, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write7BitEncodedInt(model.Labels.Count);
        foreach (var label in model.Labels)
        {
            writer.Write(label);
        }

        WriteMap(writer, model.Lexicon.Words);
        WriteMap(writer, model.Lexicon.Phrases);
        var table = model.Table;
        writer.Write7BitEncodedInt(table.Keys.Length);
        var before = 0u;
        for (var k = 0; k < table.Keys.Length; k++)
        {
            writer.Write7BitEncodedInt64(table.Keys[k] - before);
            before = table.Keys[k];
        }

        for (var k = 0; k < table.Keys.Length; k++)
        {
            writer.Write((byte)(table.Starts[k + 1] - table.Starts[k]));
        }

        foreach (var label in table.Labels)
        {
            writer.Write(label);
        }

        foreach (var weight in table.Weights)
        {
            WriteSigned(writer, Quantize(weight));
        }

        foreach (var step in model.Steps)
        {
            WriteSigned(writer, Quantize(step));
        }
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The bytes are no model, are cut off, or were made by another version.</exception>
    public static CrfModel Read(Stream input)
    {
        try
        {
            using var brotli = new BrotliStream(input, CompressionMode.Decompress, leaveOpen: true);
            using var buffered = new BufferedStream(brotli, 1 << 16);
            using var reader = new BinaryReader(buffered, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadString() != Magic)
            {
                throw new InvalidDataException("This is no model of this version; train it again with recto notes train.");
            }

            return ReadBody(reader);
        }
        catch (Exception caught) when (caught is EndOfStreamException or FormatException or InvalidOperationException or IOException or ArgumentException)
        {
            throw new InvalidDataException("This is no model, or it is cut off; train it again with recto notes train.", caught);
        }
    }

    private static CrfModel ReadBody(BinaryReader reader)
    {
        var labels = new string[Bounded(reader.Read7BitEncodedInt(), MostLabels)];
        for (var l = 0; l < labels.Length; l++)
        {
            labels[l] = reader.ReadString();
        }

        var lexicon = Lexicon.Of(ReadMap(reader), ReadMap(reader));
        var keys = new uint[Bounded(reader.Read7BitEncodedInt(), MostItems)];
        var before = 0u;
        for (var k = 0; k < keys.Length; k++)
        {
            before += (uint)reader.Read7BitEncodedInt64();
            keys[k] = before;
        }

        var starts = new int[keys.Length + 1];
        for (var k = 0; k < keys.Length; k++)
        {
            starts[k + 1] = starts[k] + reader.ReadByte();
        }

        var weightLabels = new byte[Bounded(starts[^1], MostItems)];
        for (var e = 0; e < weightLabels.Length; e++)
        {
            weightLabels[e] = (byte)Bounded(reader.ReadByte(), labels.Length - 1);
        }

        var weights = new float[weightLabels.Length];
        for (var e = 0; e < weights.Length; e++)
        {
            weights[e] = Weight(ReadSigned(reader));
        }

        var steps = new float[StepContext.PartCount * (labels.Length + 1) * labels.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Weight(ReadSigned(reader));
        }

        return new CrfModel(labels, new FeatureTable(keys, starts, weightLabels, weights), steps, lexicon);
    }

    private static int Bounded(int value, int most) => value >= 0 && value <= most ? value : throw new FormatException("A number is out of its range.");

    private static void WriteMap(BinaryWriter writer, IReadOnlyDictionary<uint, ushort> map)
    {
        writer.Write7BitEncodedInt(map.Count);
        var before = 0u;
        foreach (var (key, _) in map.OrderBy(pair => pair.Key))
        {
            writer.Write7BitEncodedInt64(key - before);
            before = key;
        }

        foreach (var (_, value) in map.OrderBy(pair => pair.Key))
        {
            writer.Write(value);
        }
    }

    private static Dictionary<uint, ushort> ReadMap(BinaryReader reader)
    {
        var keys = new uint[Bounded(reader.Read7BitEncodedInt(), MostItems)];
        var before = 0u;
        for (var k = 0; k < keys.Length; k++)
        {
            before += (uint)reader.Read7BitEncodedInt64();
            keys[k] = before;
        }

        var map = new Dictionary<uint, ushort>(keys.Length);
        foreach (var key in keys)
        {
            map[key] = reader.ReadUInt16();
        }

        return map;
    }

    private static void WriteSigned(BinaryWriter writer, int value) => writer.Write7BitEncodedInt((value << 1) ^ (value >> 31));

    private static int ReadSigned(BinaryReader reader)
    {
        var value = (uint)reader.Read7BitEncodedInt();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }
}
