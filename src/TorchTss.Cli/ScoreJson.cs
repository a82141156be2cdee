using System.Text.Json;
using System.Text.Json.Serialization;
using TorchTss.Metrics.Scoring;

namespace TorchTss.Cli;

/// <summary>Everything that is known of a scoring, as one JSON object.</summary>
internal static class ScoreJson
{
    // A score may be infinite: it is the word "Infinity" then.
    private static readonly JsonSerializerOptions _options =
        new(SettingsJson.Options) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(MetricsRequest request, ScoreSheet sheet, Stream stream) => JsonSerializer.Serialize(stream, new
    {
        version = ProgramVersion.Text,
        machine = request.Compute.ToString(),
        profile = request.Profile,
        scale = request.Scale,
        reference = request.Reference,
        metrics = sheet.Metrics.Select(m => Describe(sheet, m)),
        images = sheet.Pictures.Select(p => new
        {
            image = p.Pair.Image,
            reference = p.Pair.Reference,
            scores = p.Scores,
            complaints = p.Complaints.Count > 0 ? p.Complaints : null,
        }),
    }, _options);

    private static object Describe(ScoreSheet sheet, MetricOutcome metric)
    {
        var (traits, mean) = (metric.Choice.Metric.Traits, ScoreTable.Mean(sheet, metric));
        return new
        {
            name = metric.Choice.Name,
            specification = metric.Choice.Specification,
            title = traits.Title,
            better = traits.Better,
            minimum = Bound(traits.Minimum),
            maximum = Bound(traits.Maximum),
            unit = traits.Unit.Length > 0 ? traits.Unit : null,
            complaint = metric.Complaint,
            set = metric.SetScore,
            mean = mean?.Mean,
            low = mean?.Low,
            high = mean?.High,
            count = mean?.Count,
        };
    }

    private static double? Bound(double value) => double.IsFinite(value) ? value : null;
}
