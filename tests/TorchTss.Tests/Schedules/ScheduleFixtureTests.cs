using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Verification;
using TorchTss.Verification.Modules;

namespace TorchTss.Tests.Schedules;

/// <summary>The numbers that the reference computed: maps, variance stages, every row of the schedule table, the bundled host's timesteps.</summary>
public sealed class ScheduleFixtureTests
{
    private static string Path(params string[] parts) => System.IO.Path.Combine([TestContext.CurrentContext.TestDirectory, "Fixtures", .. parts]);

    [Test]
    public void Timestep_maps_of_every_host_are_the_references([Values("spatial-schedule-n7", "spatial-schedule-n14")] string name)
    {
        using var scope = torch.NewDisposeScope();
        using var fixture = FixtureCase.Read(Path("tss", name));
        var outputs = new TssSpatialSchedule().Run(fixture, null);
        Assert.That(outputs.Keys, Is.EquivalentTo(fixture.Outputs));
        foreach (var (output, map) in outputs) Assert.That(map.equal(fixture.Expected(output)).all().item<bool>(), Is.True, output);
    }

    [Test]
    public void Variance_stages_and_latent_maps_are_the_references(
        [Values("variance-48x40", "variance-97x130", "variance-flat", "variance-small")] string name)
    {
        using var scope = torch.NewDisposeScope();
        using var fixture = FixtureCase.Read(Path("tss", name));
        var outputs = new TssVarianceMap().Run(fixture, null);
        Assert.That(outputs.Keys, Is.EquivalentTo(fixture.Outputs));
        foreach (var (output, map) in outputs)
        {
            var relative = Relative(map, fixture.Expected(output));
            TestContext.Out.WriteLine($"{name} {output}: {relative:0.0e+00}");
            Assert.That(relative, Is.LessThanOrEqualTo(1e-6), output);      // float32 storage; the case allows 1e-5
        }
    }

    [Test]
    public void Every_group_of_the_schedule_table_passes()
    {
        var results = ScheduleTableCheck.Run(Path("tss", "schedules.json"));
        Assert.That(results, Has.Count.EqualTo(30 + 6 + 1));                // 5 grids × 6 functions, 3 hosts × 2 grids, DDIM
        foreach (var result in results) TestContext.Out.WriteLine($"{result.Name}: {result.Rows} rows, {result.Relative:0.0e+00}");
        Assert.That(results.Select(r => r.Failure), Is.All.Null);
    }

    [Test]
    [TestCase("e2e-plain", 7)]
    [TestCase("e2e-tds", 7)]
    [TestCase("e2e-tss", 7)]
    [TestCase("e2e-tss-odd", 4)]
    public void The_bundled_hosts_timesteps_follow_from_the_enlarged_picture(string name, int steps)
    {
        using var scope = torch.NewDisposeScope();
        using var fixture = FixtureCase.Read(Path("tiny", name));
        var mode = fixture.Call.Value("tss") is { ValueKind: System.Text.Json.JsonValueKind.Object } tss
            ? tss.GetProperty("mode").GetString()
            : "plain";
        var settings = new TssSettings { Tds = mode != "plain", Sds = mode == "tss" };
        var up = fixture.Expected("up").permute(2, 0, 1).unsqueeze(0).to_type(torch.float32) / 255;      // the recipe divides in float32
        var (height, width) = ((up.size(2) + 15) / 16 * 16, (up.size(3) + 15) / 16 * 16);
        var variance = VarianceMap.LatentMap(VarianceMap.Extended(VarianceMap.Of(up, settings), height, width), 4);
        if (settings.Sds) Assert.That(Relative(variance, fixture.Expected("variance")), Is.LessThan(1e-9));

        using var schedule = SpatialSchedule.Build(
            NoiseTable.ScaledLinear(), BaseGrids.Create("uniform"), settings, new ValueRange(1, 2), new ValueRange(0.4, 0.6), steps, variance);
        for (var k = 0; k < steps; k++)
        {
            var expected = fixture.Expected($"t.{k}").to_type(torch.float64);
            Assert.That(schedule.Steps[k].From.Timestep[0, 0].expand(expected.shape).equal(expected).all().item<bool>(), Is.True, $"t.{k}");
        }
    }

    [Test]
    public void A_table_with_one_wrong_index_fails_in_its_group_alone()
    {
        using var file = new TemporaryFile(File.ReadAllText(Path("tss", "schedules.json")).Replace("142]}", "141]}", StringComparison.Ordinal));
        var failed = ScheduleTableCheck.Run(file.Path).Where(r => !r.Passed).ToArray();
        Assert.That(failed.Select(f => f.Name), Does.Contain("supir uniform"));
        Assert.That(failed.Single(f => f.Name == "supir uniform").Failure, Is.EqualTo("N = 7, a = 0.5, n = 1: index 6 is 142, expected 141"));
    }

    [Test]
    public void A_file_that_is_no_schedule_table_is_refused_in_a_sentence()
    {
        using var file = new TemporaryFile("""{"schedules": [{"steps": 7}]}""");
        var refusal = Assert.Throws<UserException>(() => ScheduleTableCheck.Run(file.Path));
        Assert.That(refusal!.Message, Is.EqualTo(
            $"{file.Path}: not a schedule table (The given key was not present in the dictionary.); expected the format of schedules.json"));
    }

    private static double Relative(torch.Tensor actual, torch.Tensor expected)
    {
        var (difference, size) = ((actual - expected).abs().max().item<double>(), expected.abs().max().to_type(torch.float64).item<double>());
        return size == 0 ? difference : difference / size;
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        public void Dispose() => File.Delete(Path);
    }
}
