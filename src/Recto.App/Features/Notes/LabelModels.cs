using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Crf;

namespace Recto.App.Features.Notes;

/// <summary>Where labelling models come from and go to.</summary>
internal static class LabelModels
{
    /// <summary>What stands for the model that ships with Recto.</summary>
    public const string Shipped = "shipped";

    /// <summary>The model of that file, or the shipped one.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it holds no model.</exception>
    public static ILabeller Find(string name)
    {
        if (name == Shipped)
        {
            return CrfModel.Shipped;
        }

        if (!File.Exists(name))
        {
            throw new InvalidDataException($"“{name}” does not exist; give the file of a model that “recto notes train” wrote, or “{Shipped}”");
        }

        using var file = File.OpenRead(name);
        try
        {
            return CrfModel.Load(file);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"“{name}” is no model of this version of Recto: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a model; a file that stands there is replaced only when all is written.</summary>
    /// <returns>How many bytes it has.</returns>
    public static long Save(CrfModel model, string path)
    {
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished))
        {
            model.Save(file);
        }

        File.Move(unfinished, path, overwrite: true);
        return new FileInfo(path).Length;
    }
}
