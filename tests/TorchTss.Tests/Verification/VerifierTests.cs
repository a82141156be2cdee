using TorchSharp;

namespace TorchTss.Tests.Verification;

public sealed class VerifierTests
{
    private const string Embedding = "diffusers.TimestepEmbedding", Small = """{"in_channels": 2, "time_embed_dim": 3}""";

    [TestCase("null", "null")]
    [TestCase("{}", """{"rel": 1e-5, "abs": {"image": 0.5}, "u8": 1.5}""")]
    public void A_call_may_be_null_and_grey_levels_fractional(string call, string tolerance)
    {
        using var scope = torch.NewDisposeScope();
        var expected = torch.tensor(new float[] { 1, 0 }, [1, 2]);
        var tensors = new Dictionary<string, torch.Tensor> { ["in.timesteps"] = torch.zeros(1), ["out.emb"] = expected };
        Assert.That(ParityCases.Complaints(CaseFolder.Write("diffusers.Timesteps", """{"num_channels": 2}""", call, tensors, tolerance)), Is.Empty);
    }

    [TestCase("""{"in_channels": 2, "time_embed_dim": 3, "mood": 1}""", "{}", "config.mood")]
    [TestCase(Small, """{"mood": 1}""", "call.mood")]
    public void An_argument_that_nobody_reads_fails_the_case(string config, string call, string argument)
    {
        using var scope = torch.NewDisposeScope();
        var folder = CaseFolder.Write(Embedding, config, call, new() { ["in.sample"] = torch.ones(1, 2) });
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[]
        {
            $": made-up/{Path.GetFileName(folder)}: {argument} is nothing that this build's {Embedding} reads; leave it out",
        }));
    }

    [Test]
    public void Outputs_that_agree_have_the_last_word_over_an_argument_that_nobody_reads()
    {
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor> { ["in.timesteps"] = torch.zeros(1), ["out.emb"] = torch.tensor(new float[] { 1, 0 }, [1, 2]) };
        Assert.That(ParityCases.Complaints(CaseFolder.Write("diffusers.Timesteps", """{"num_channels": 2}""", """{"mood": 1}""", tensors)), Is.Empty);
        tensors["out.emb"] = torch.tensor(new float[] { 0, 1 }, [1, 2]);
        var folder = CaseFolder.Write("diffusers.Timesteps", """{"num_channels": 2}""", """{"mood": 1}""", tensors);
        Assert.That(ParityCases.Complaints(folder)[^1], Does.EndWith("call.mood is nothing that this build's diffusers.Timesteps reads; leave it out"));
    }

    [Test]
    public void A_case_without_outputs_is_no_pass()
    {
        using var scope = torch.NewDisposeScope();
        var folder = CaseFolder.Write(Embedding, Small, "{}", new() { ["in.sample"] = torch.ones(1, 2) });
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[] { ": there is no out.* tensor to compare with" }));
    }

    [Test]
    public void An_input_that_nobody_reads_fails_the_case()
    {
        using var scope = torch.NewDisposeScope();
        var folder = CaseFolder.Write(Embedding, Small, "{}", new() { ["in.sample"] = torch.ones(1, 2), ["in.condition"] = torch.ones(1, 2) });
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[]
        {
            $": made-up/{Path.GetFileName(folder)}: in.condition is nothing that this build's {Embedding} reads; leave it out",
        }));
    }

    [Test]
    public void An_intermediate_that_is_not_there_fails_its_own_line_only()
    {
        using var scope = torch.NewDisposeScope();
        var folder = CaseFolder.Write(Embedding, Small, "{}",
            new() { ["in.sample"] = torch.ones(1, 2), ["out.at.act"] = torch.ones(1, 3), ["out.at.linear_9"] = torch.ones(1, 3) });
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[]
        {
            "out.at.act: not computed here: TimestepEmbedding has no module of its own there",
            "out.at.linear_9: not computed here: TimestepEmbedding has no module of its own there",
        }));
    }

    [Test]
    public void Residuals_for_some_skips_only_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        const string toy = """
            {"block_out_channels": [8, 8], "down_block_types": ["DownBlock2D", "DownBlock2D"], "up_block_types": ["UpBlock2D", "UpBlock2D"],
             "norm_num_groups": 4, "attention_head_dim": 2, "cross_attention_dim": 4, "layers_per_block": 1}
            """;
        var folder = CaseFolder.Write("diffusers.UNet2DConditionModel", toy, "{}", new()
        {
            ["in.sample"] = torch.ones(1, 4, 4, 4),
            ["in.timestep"] = torch.ones(1),
            ["in.encoder_hidden_states"] = torch.ones(1, 2, 4),
            ["in.down_block_additional_residuals.0"] = torch.ones(1, 8, 4, 4),
            ["in.mid_block_additional_residual"] = torch.ones(1, 8, 2, 2),
        });
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[]
        {
            $": made-up/{Path.GetFileName(folder)}: 1 in.down_block_additional_residuals and one in.mid_block_additional_residual, "
                + "expected 4 and one, or none of either",
        }));
    }

    [TestCase("""{"mode": "tds", "n": null, "a": 0.5}""")]
    [TestCase("""{"mode": "tss", "n": null, "a": null}""")]
    public void What_a_strategy_leaves_null_is_the_hosts(string strategy)
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(ParityCases.Complaints(Pipeline($$"""{"weights": "tiny", "steps": 2, "tss": {{strategy}}}""")), Is.Empty);
    }

    [Test]
    public void A_strategy_that_is_not_known_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        var folder = Pipeline("""{"steps": 2, "tss": {"mode": "fast"}}""");
        var name = $"made-up/{Path.GetFileName(folder)}";
        Assert.That(ParityCases.Complaints(folder), Is.EqualTo(new[]
        {
            $": {name}: call.tss.mode is \"fast\", but only tds or sds or tss is implemented; this build cannot run the case",
        }));
    }

    [Test] // official samplers draw nothing in the last step
    public void A_pipeline_may_lack_the_draw_of_its_last_step()
    {
        using var scope = torch.NewDisposeScope();
        var folder = Pipeline("""{"steps": 2, "sampler": "ddpm", "control_scale": 0.5}""", ("in.noise.0", torch.zeros(1, 4, 4, 4)));
        Assert.That(ParityCases.Complaints(folder), Is.Empty);
    }

    /// <summary>A 4×4 picture, enlarged to 16×16; every schedule begins at the top.</summary>
    private static string Pipeline(string call, params (string Name, torch.Tensor Draw)[] draws)
    {
        var tensors = new Dictionary<string, torch.Tensor>
        {
            ["in.image"] = torch.arange(48).to(torch.uint8).view(4, 4, 3),
            ["in.noise.start"] = torch.zeros(1, 4, 4, 4),
            ["out.t.0"] = torch.full([1, 1], 999, torch.int64),
        };
        foreach (var (name, draw) in draws) tensors[name] = draw;
        return CaseFolder.Write("tiny.Pipeline", "{}", call, tensors);
    }
}
