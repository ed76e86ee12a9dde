using System.Globalization;
using Recto.App.Shell.Recommending;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at the model of texts that an operator has brought: opens it and runs it once.</summary>
internal static class EmbedderDoctor
{
    /// <summary>The model; null where the site has none.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    public static Finding? Model(Func<string, string?> read)
    {
        const string Subject = "model of texts";
        if (read("RECTO_EMBEDDER")?.Trim() is not { Length: > 0 } file)
        {
            return null;
        }

        if (!File.Exists(file))
        {
            return new(Health.Fail, Subject, $"RECTO_EMBEDDER “{file}” is no file, and the site does not start: name a model of texts in ONNX, or leave it out.", "embedder-unusable");
        }

        if (!OnnxEmbedder.TryOpen(file, 1, out var embedder, out var wrong))
        {
            return new(Health.Fail, Subject, $"RECTO_EMBEDDER: {wrong} Until it is mended lists are made without it.", "embedder-unusable");
        }

        using (embedder)
        {
            return new(Health.Ok, Subject, string.Create(CultureInfo.InvariantCulture, $"{file} gives {embedder.Dimensions} numbers for a text; {embedder.Model[..12]}"));
        }
    }
}
