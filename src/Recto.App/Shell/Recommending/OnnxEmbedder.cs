using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;
using Recto.Journals.Recommending;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Recto.App.Shell.Recommending;

/// <summary>
/// A sentence transformer that the operator has put on this machine: an ONNX file as it is usually exported (<c>input_ids</c>, <c>attention_mask</c>, perhaps <c>token_type_ids</c>, as 64-bit numbers; out comes one vector, or one for each token, which are averaged),
/// and beside it <c>vocab.txt</c> of WordPiece. It runs in this process; nothing is asked of anybody. Not for several threads at once.
/// </summary>
internal sealed class OnnxEmbedder : IEmbedder, IDisposable
{
    /// <summary>So many tokens of a text count; models of this kind know no more than 512.</summary>
    public const int MostTokens = 256;

    /// <summary>File beside the model that holds its vocabulary, a token a line.</summary>
    public const string Vocabulary = "vocab.txt";

    // Longer than that no title with its abstract is, and no text is cut into tokens for long.
    private const int MostCharacters = 8000;
    private const int FewestDimensions = 2;
    private const int MostDimensions = 4096;
    private const int FewestTokens = 8;
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";

    // The first of these that a model has.
    private static readonly string[] Outputs = ["sentence_embedding", "last_hidden_state", "token_embeddings"];

    private readonly InferenceSession _session;
    private readonly BertTokenizer _tokenizer;
    private readonly string _output;
    private readonly int? _length;
    private readonly RunOptions _run = new();

    private OnnxEmbedder(InferenceSession session, BertTokenizer tokenizer, string output, int? length, string model) => (_session, _tokenizer, _output, _length, Model) = (session, tokenizer, output, length, model);

    /// <inheritdoc/>
    public string Model { get; }

    /// <summary>How many numbers a vector has.</summary>
    public int Dimensions { get; private set; }

    /// <summary>Hash of a model and its vocabulary; null where one of the files cannot be read.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="wrong">What is wrong with them.</param>
    public static string? FindModel(string file, out string? wrong)
    {
        wrong = null;
        if (FindVocabulary(file) is not { } vocabulary)
        {
            wrong = $"{file} has no {Vocabulary} beside it or in the folder above: put the vocabulary of the model there.";
            return null;
        }

        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var path in new[] { file, vocabulary })
            {
                using var stream = File.OpenRead(path);
                hash.AppendData(SHA256.HashData(stream));
            }

            hash.AppendData([(byte)(IsCased(file, vocabulary) ? 1 : 0)]);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            wrong = $"{file} or its {Vocabulary} cannot be read: {fault.Message}";
            return null;
        }
    }

    /// <summary>Opens a model and tries it.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="threads">How many processors may work.</param>
    /// <param name="embedder">The model, ready; whoever asked for it disposes of it.</param>
    /// <param name="wrong">What is wrong with it, and what to do.</param>
    public static bool TryOpen(string file, int threads, [NotNullWhen(true)] out OnnxEmbedder? embedder, [NotNullWhen(false)] out string? wrong)
    {
        embedder = null;
        if (FindModel(file, out wrong) is not { } model)
        {
            wrong ??= $"{file} cannot be read.";
            return false;
        }

        InferenceSession? session = null;
        try
        {
            var vocabulary = FindVocabulary(file)!;
            var isCased = IsCased(file, vocabulary);
            BertTokenizer tokenizer;
            using (var words = File.OpenRead(vocabulary))
            {
                tokenizer = BertTokenizer.Create(words, new BertOptions { LowerCaseBeforeTokenization = !isCased, RemoveNonSpacingMarks = !isCased });
            }

            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            session = new InferenceSession(file, options);
            if (FindWrong(session, out var output, out var length) is { } strange)
            {
                wrong = $"{file} {strange}";
                return false;
            }

            var made = new OnnxEmbedder(session, tokenizer, output!, length, model);
            if (made.Try() is { } bad)
            {
                wrong = $"{file} {bad}";
                return false;
            }

            (embedder, session, wrong) = (made, null, null);
            return true;
        }
        catch (OnnxRuntimeException fault)
        {
            wrong = $"{file} is no ONNX model that can be run here ({Line(fault.Message)}). Export it anew, as one file.";
            return false;
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            wrong = $"The program’s part that runs models is not here for this machine ({Line((fault.InnerException ?? fault).Message)}): publish Recto on it, or for it (dotnet publish -r).";
            return false;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or InvalidDataException or FormatException)
        {
            wrong = $"{FindVocabulary(file)} is no vocabulary of WordPiece ({Line(fault.Message)}): it has a token a line, [PAD], [UNK], [CLS], [SEP] and [MASK] among them.";
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            wrong = $"{file} or its {Vocabulary} cannot be read: {fault.Message}";
            return false;
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = Math.Min(text.Length, MostCharacters);
        var ids = _tokenizer.EncodeToIds(text[..(cut > 0 && cut < text.Length && char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)], _length ?? MostTokens, addSpecialTokens: true, out _, out _);
        return ids.Count <= 2 ? default : Pooled(Ask(ids)); // Nothing but the marks of beginning and end.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private (float[] Data, long[] Shape, long[] Mask) Ask(IReadOnlyList<int> ids)
    {
        var length = _length ?? ids.Count;
        var (tokens, mask) = (new long[length], new long[length]);
        Array.Fill(tokens, _tokenizer.PaddingTokenId);
        for (var i = 0; i < Math.Min(ids.Count, length); i++)
        {
            (tokens[i], mask[i]) = (ids[i], 1);
        }

        long[] shape = [1, length];
        var names = _session.InputMetadata.Keys.ToList();
        var values = names.ConvertAll(name => OrtValue.CreateTensorValueFromMemory(name == Ids ? tokens : name == Mask ? mask : new long[length], shape));
        try
        {
            using var results = _session.Run(_run, names, values, [_output]);
            return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape, mask);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    // One vector as it is, of several the mean over the tokens of the text; of length 1, or none where that cannot be.
    private float[] Pooled((float[] Data, long[] Shape, long[] Mask) told)
    {
        var sum = new float[Dimensions];
        for (var token = 0; token < told.Data.Length / sum.Length; token++)
        {
            if (told.Shape.Length == 2 || told.Mask[token] == 1)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += told.Data[(token * sum.Length) + i];
                }
            }
        }

        var length = Math.Sqrt(sum.Sum(value => (double)value * value));
        return length > 0 && double.IsFinite(length) ? Array.ConvertAll(sum, value => (float)(value / length)) : [];
    }

    // With texts of two lengths; null where it does what it should.
    private string? Try()
    {
        foreach (var words in new[] { 1, 6 })
        {
            var (_, shape, mask) = Ask([_tokenizer.ClassificationTokenId, .. Enumerable.Repeat(_tokenizer.UnknownTokenId, words), _tokenizer.SeparatorTokenId]);
            var isRight = (shape is [1, _] || (shape is [1, var each, _] && each == mask.Length)) && shape[^1] is >= FewestDimensions and <= MostDimensions && (Dimensions == 0 || Dimensions == shape[^1]);
            if (!isRight)
            {
                return string.Create(CultureInfo.InvariantCulture, $"gives “{_output}” of the shape [{string.Join(", ", shape)}] for {mask.Length} tokens: it is to give one vector, [1, n], or one for each token, [1, {mask.Length}, n], with the same n for every text.");
            }

            Dimensions = (int)shape[^1];
        }

        return null;
    }

    private static string? FindWrong(InferenceSession session, out string? output, out int? length)
    {
        (output, length) = (null, null);
        var inputs = session.InputMetadata;
        if (!inputs.ContainsKey(Ids))
        {
            return $"has no input “{Ids}”, only {string.Join(", ", inputs.Keys.Select(name => $"“{name}”"))}: it is no model of texts, or exported in another way.";
        }

        foreach (var (name, kind) in inputs)
        {
            if (name is not (Ids or Mask or Types))
            {
                return $"asks for an input “{name}”, which a text does not give: it takes {Ids}, {Mask} and {Types} at most.";
            }

            if (!kind.IsTensor || kind.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 || kind.Dimensions.Length != 2 || kind.Dimensions[0] is not (-1 or 1))
            {
                return $"takes “{name}” in another form than 64-bit numbers of the shape [1, tokens].";
            }

            if (kind.Dimensions[1] > 0)
            {
                if (length is { } other && other != kind.Dimensions[1] || kind.Dimensions[1] < FewestTokens)
                {
                    return $"takes “{name}” of {kind.Dimensions[1].ToString(CultureInfo.InvariantCulture)} tokens only, which is too few or other than its other inputs.";
                }

                length = kind.Dimensions[1];
            }
        }

        output = Outputs.FirstOrDefault(session.OutputMetadata.ContainsKey) ?? session.OutputMetadata.Keys.FirstOrDefault();
        return output is null || !session.OutputMetadata[output].IsTensor || session.OutputMetadata[output].ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float
            ? "gives no numbers of 32 bits (float32): export it without half precision."
            : null;
    }

    private static string? FindVocabulary(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return new[] { folder, Path.GetDirectoryName(folder) }.OfType<string>().Select(place => Path.Combine(place, Vocabulary)).FirstOrDefault(File.Exists);
    }

    // As tokenizer_config.json beside the vocabulary says; without it a vocabulary that has no capital letter knows none.
    private static bool IsCased(string file, string vocabulary)
    {
        var config = Path.Combine(Path.GetDirectoryName(vocabulary)!, "tokenizer_config.json");
        if (File.Exists(config))
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(config));
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("do_lower_case", out var lowers) && lowers.ValueKind is JsonValueKind.True or JsonValueKind.False)
                {
                    return lowers.ValueKind == JsonValueKind.False;
                }
            }
            catch (JsonException)
            {
                // Then it says nothing.
            }
        }

        return File.ReadLines(vocabulary).Any(token => !token.StartsWith('[') && token.Any(char.IsUpper));
    }

    private static string Line(string message) => message.ReplaceLineEndings(" ") is { Length: > 300 } text ? text[..300] + "…" : message.ReplaceLineEndings(" ");
}
