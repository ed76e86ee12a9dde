using System.Text;
using System.Text.Json;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Evaluation;

namespace Recto.Notes.Tests.Labelling.Evaluation;

public sealed class LabellingScoreTests
{
    [Fact]
    public void A_field_is_right_where_its_first_and_its_last_word_are()
    {
        var tally = new LabellingTally();

        tally.Add(["author", "author", "title", "title", "date"], ["author", "author", "title", "date", "date"]);
        tally.Add(["author", "title"], ["author", "title"]);

        var score = tally.Score();
        Assert.Equal((2, 1, 7, 6), (score.Sequences, score.ExactSequences, score.Words, score.RightWords));
        Assert.Equal(new LabelScore("author", 2, 2, 2), score.Fields.Labels.Single(label => label.Label == "author"));
        Assert.Equal(new LabelScore("date", 0, 1, 1), score.Fields.Labels.Single(label => label.Label == "date"));
        Assert.Equal(new LabelScore("title", 1, 2, 2), score.Fields.Labels.Single(label => label.Label == "title"));
        Assert.Equal(new LabelScore("micro", 3, 5, 5), score.Fields.Micro);
        Assert.Equal((1 + 0 + 0.5) / 3, score.Fields.MacroF1, 9);
        Assert.Contains(new Confusion("title", "date", 1), score.Confusions);
    }

    [Fact]
    public void A_label_that_is_only_given_lowers_precision_and_not_the_mean_over_labels()
    {
        var tally = new LabellingTally();

        tally.Add(["title", "title"], ["title", "note"]);

        var score = tally.Score();
        Assert.Equal(new LabelScore("note", 0, 0, 1), score.Fields.Labels.Single(label => label.Label == "note"));
        Assert.Equal(0, score.Fields.Micro.Precision);
        Assert.Equal(2.0 / 3, score.WordLabels.MacroF1, 9);
    }

    [Fact]
    public void Marked_labels_part_neighbours_of_one_kind_and_words_outside_make_no_field()
    {
        var tally = new LabellingTally();

        tally.Add(["o", "b-r", "e-r", "b-r", "i-r", "e-r", "o"], ["o", "b-r", "e-r", "b-r", "i-r", "i-r", "e-r"]);

        var fields = Assert.Single(tally.Score().Fields.Labels);
        Assert.Equal(new LabelScore("r", 1, 2, 2), fields);
    }

    [Fact]
    public void Word_scores_are_weighted_by_how_many_words_a_label_has()
    {
        var tally = new LabellingTally();

        tally.Add(["o", "o", "o", "title"], ["o", "o", "title", "title"]);

        var words = tally.Score().WordLabels;
        Assert.Equal(((0.8 * 3) + (2.0 / 3)) / 4, words.WeightedF1, 9);
        Assert.Equal(2.0 / 3, words.Without("o").WeightedF1, 9);
    }

    [Fact]
    public void Nothing_scored_is_zero_throughout()
    {
        var score = new LabellingTally().Score();

        Assert.Equal((0.0, 0.0, 0.0, 0.0), (score.Exact, score.WordAccuracy, score.Fields.Micro.F1, score.Fields.MacroF1));
    }

    [Fact]
    public void The_reports_say_the_same_for_people_and_for_machines()
    {
        var tally = new LabellingTally();
        tally.Add(["author", "title", "title"], ["author", "title", "date"]);
        using var text = new StringWriter();
        using var json = new MemoryStream();

        LabellingReport.WriteText(tally.Score(), text);
        LabellingReport.WriteJson(tally.Score(), json);

        Assert.Contains("micro F1 40.00 (precision 33.33, recall 50.00)", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("1  title given as date", text.ToString(), StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(json.ToArray()));
        Assert.Equal(0.4, parsed.RootElement.GetProperty("fields").GetProperty("micro").GetProperty("f1").GetDouble());
        Assert.Equal(1, parsed.RootElement.GetProperty("confusion").GetProperty("title").GetProperty("date").GetInt32());
    }
}
