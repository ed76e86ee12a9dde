namespace Recto.Journals.Matching.Scoring;

/// <summary>A sum of small decision trees: the logarithm of the odds that something holds of a row of values. Made by <see cref="TreeTrainer"/>.</summary>
internal sealed class BoostedTrees
{
    private const uint Magic = 0x45525452; // RTRE

    // A model has some ten thousand; a number beyond is not believed before there is room made for it.
    private const int MostNodes = 1 << 22;

    private readonly TreeNode[] _nodes;
    private readonly int[] _roots;

    /// <summary>Puts trees together.</summary>
    /// <param name="nodes">The nodes of all trees.</param>
    /// <param name="roots">The first node of each.</param>
    /// <param name="start">What is added to all.</param>
    /// <param name="width">How many values a row has.</param>
    public BoostedTrees(TreeNode[] nodes, int[] roots, float start, int width) => (_nodes, _roots, Start, Width) = (nodes, roots, start, width);

    /// <summary>How many values a row has.</summary>
    public int Width { get; }

    private float Start { get; }

    /// <summary>The logarithm of the odds.</summary>
    public float Score(ReadOnlySpan<float> row)
    {
        var sum = Start;
        foreach (var root in _roots)
        {
            ref readonly var node = ref _nodes[root];
            while (node.Feature >= 0)
            {
                node = ref _nodes[row[node.Feature] <= node.Value ? node.Left : node.Left + 1];
            }

            sum += node.Value;
        }

        return sum;
    }

    /// <summary>Writes them: little-endian.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Magic);
        writer.Write(Width);
        writer.Write(Start);
        writer.Write(_roots.Length);
        writer.Write(_nodes.Length);
        foreach (var root in _roots)
        {
            writer.Write(root);
        }

        foreach (var node in _nodes)
        {
            writer.Write((short)node.Feature);
            writer.Write(node.Value);
            writer.Write(node.Left);
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static BoostedTrees Read(BinaryReader reader)
    {
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("it holds no trees");
        }

        var (width, start, rootCount, nodeCount) = (reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32());
        if (width is < 1 or > short.MaxValue || nodeCount is < 1 or > MostNodes || rootCount < 1 || rootCount > nodeCount)
        {
            throw Damaged();
        }

        var (roots, nodes) = (new int[rootCount], new TreeNode[nodeCount]);
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = reader.ReadInt32();
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode(reader.ReadInt16(), reader.ReadSingle(), reader.ReadInt32());
        }

        // A way leads on to later nodes only, so that it ends in a leaf.
        return Array.TrueForAll(roots, root => root >= 0 && root < nodeCount) && nodes.Index().All(node => node.Item.Feature < 0 || (node.Item.Feature < width && node.Item.Left > node.Index && node.Item.Left < nodeCount - 1))
            ? new BoostedTrees(nodes, roots, start, width)
            : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("its trees are damaged");
}

/// <summary>A node of a tree.</summary>
/// <param name="Feature">Which value is asked; -1 in a leaf.</param>
/// <param name="Value">Up to which value the way leads left; in a leaf, what it adds.</param>
/// <param name="Left">The left node; the right one follows it.</param>
internal readonly record struct TreeNode(int Feature, float Value, int Left);
