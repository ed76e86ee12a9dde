using System.Globalization;
using System.Text.Json;

namespace Recto.Notes.Labelling.Evaluation;

/// <summary>Writes a score for people and for machines.</summary>
public static class LabellingReport
{
    private const int ConfusionsShown = 15;

    /// <summary>Tables with one decimal of a percentage, and the most frequent confusions.</summary>
    public static void WriteText(LabellingScore score, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(output);
        var micro = score.Fields.Micro;
        var inside = score.WordLabels.Without(LabellingScore.Outside);
        output.WriteLine(Line($"sequences  {score.Sequences}, exact {score.ExactSequences} ({Percent(score.Exact)} %)"));
        output.WriteLine(Line($"words      {score.Words}, right {score.RightWords} ({Percent(score.WordAccuracy)} %)"));
        output.WriteLine(Line($"fields     micro F1 {Percent(micro.F1)} (precision {Percent(micro.Precision)}, recall {Percent(micro.Recall)}), macro F1 {Percent(score.Fields.MacroF1)}"));
        output.WriteLine(Line($"word F1    weighted {Percent(score.WordLabels.WeightedF1)}, macro {Percent(score.WordLabels.MacroF1)}; without “{LabellingScore.Outside}” weighted {Percent(inside.WeightedF1)}, micro {Percent(inside.Micro.F1)}, macro {Percent(inside.MacroF1)}"));
        WriteTable("field", score.Fields, output);
        WriteTable("word", score.WordLabels, output);
        output.WriteLine();
        output.WriteLine("most frequent confusions, in words");
        foreach (var wrong in score.Confusions.Where(confusion => confusion.Gold != confusion.Given).Take(ConfusionsShown))
        {
            output.WriteLine(Line($"{wrong.Words,8}  {wrong.Gold} given as {wrong.Given}"));
        }
    }

    /// <summary>One JSON object: the sums, <c>fields</c> and <c>words</c> by label, and the whole confusion matrix (<c>confusion.gold.given</c> = words). Parts are from 0 to 1.</summary>
    public static void WriteJson(LabellingScore score, Stream output)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("sequences", score.Sequences);
        writer.WriteNumber("exactSequences", score.ExactSequences);
        writer.WriteNumber("exact", Round(score.Exact));
        writer.WriteNumber("words", score.Words);
        writer.WriteNumber("rightWords", score.RightWords);
        writer.WriteNumber("wordAccuracy", Round(score.WordAccuracy));
        WriteScores(writer, "fields", score.Fields);
        WriteScores(writer, "wordLabels", score.WordLabels);
        WriteScores(writer, "wordLabelsInside", score.WordLabels.Without(LabellingScore.Outside));
        writer.WriteStartObject("confusion");
        foreach (var row in score.Confusions.GroupBy(confusion => confusion.Gold).OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(row.Key);
            foreach (var cell in row)
            {
                writer.WriteNumber(cell.Given, cell.Words);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTable(string unit, Scores scores, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(Line($"{unit,-22} precision  recall      F1    gold"));
        foreach (var label in scores.Labels)
        {
            output.WriteLine(Line($"{label.Label,-22} {Percent(label.Precision),9} {Percent(label.Recall),7} {Percent(label.F1),7} {label.Gold,7}"));
        }
    }

    private static void WriteScores(Utf8JsonWriter writer, string name, Scores scores)
    {
        writer.WriteStartObject(name);
        WriteNumbers(writer, "micro", scores.Micro);
        writer.WriteNumber("macroF1", Round(scores.MacroF1));
        writer.WriteNumber("weightedF1", Round(scores.WeightedF1));
        writer.WriteStartObject("labels");
        foreach (var label in scores.Labels)
        {
            WriteNumbers(writer, label.Label, label);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, LabelScore score)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("precision", Round(score.Precision));
        writer.WriteNumber("recall", Round(score.Recall));
        writer.WriteNumber("f1", Round(score.F1));
        writer.WriteNumber("right", score.Right);
        writer.WriteNumber("gold", score.Gold);
        writer.WriteNumber("given", score.Given);
        writer.WriteEndObject();
    }

    private static string Line(FormattableString line) => FormattableString.Invariant(line);

    private static string Percent(double part) => (100 * part).ToString("0.00", CultureInfo.InvariantCulture);

    private static double Round(double part) => Math.Round(part, 5);
}
