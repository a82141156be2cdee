using TorchSharp;
using TorchTss.Runtime;
using TorchTss.Tests.Verification;
using TorchTss.Verification;

namespace TorchTss.Tests.Samplers;

public sealed class SchedulerConfigTests
{
    private const string Advice = "; this build cannot run the case", Affine = """
        {"num_inference_steps": 5, "network": "affine", "a": 0.3, "b": 0.1, "c": -0.2}
        """;

    [TestCase("UniPCMultistepScheduler", """{"thresholding": true, "sample_max_value": 1.5}""",
        "sample_max_value is 1.5, but only 1 is implemented")]
    [TestCase("UniPCMultistepScheduler", """{"predict_x0": false}""", "predict_x0 is false, but only true is implemented")]
    [TestCase("UniPCMultistepScheduler", """{"solver_order": 4}""", "solver_order is 4, but only 1 to 3 are implemented")]
    [TestCase("DPMSolverMultistepScheduler", """{"solver_order": 3}""", "solver_order is 3, but only 1 or 2 is implemented")]
    [TestCase("DPMSolverMultistepScheduler", """{"variance_type": "learned_range"}""",
        "variance_type is \"learned_range\", but only fixed_small or fixed_small_log or fixed_large or fixed_large_log is implemented")]
    [TestCase("DPMSolverMultistepScheduler", """{"algorithm_type": "dpmsolver"}""",
        "algorithm_type is \"dpmsolver\", but only dpmsolver++ or sde-dpmsolver++ or deis is implemented")]
    [TestCase("DDPMScheduler", """{"variance_type": "learned"}""",
        "variance_type is \"learned\", but only fixed_small or fixed_small_log or fixed_large is implemented")]
    [TestCase("DDIMScheduler", """{"beta_schedule": "sigmoid"}""",
        "beta_schedule is \"sigmoid\", but only linear or scaled_linear or squaredcos_cap_v2 is implemented")]
    [TestCase("DDIMScheduler", """{"trained_betas": [0.1, 0.2], "num_train_timesteps": 3}""",
        "trained_betas has 2 entries for 3 num_train_timesteps")]
    [TestCase("EulerDiscreteScheduler", """{"use_karras_sigmas": true, "use_exponential_sigmas": true}""",
        "use_karras_sigmas and use_exponential_sigmas are both true, which the original refuses")]
    public void What_is_not_computed_is_refused(string module, string config, string message)
    {
        using var fixture = Case(module, config, Affine);
        Assert.That(() => Run(fixture), Throws.TypeOf<UserException>().With.Message.EqualTo($"{fixture.Name}: config.{message}{Advice}"));
    }

    [TestCase("EulerDiscreteScheduler", """{"sampler_mood": 3}""", "", "config.sampler_mood")]
    [TestCase("DDIMScheduler", "{}", ", \"s_churn\": 1.0", "call.s_churn")]
    [TestCase("UniPCMultistepScheduler", """{"sigma_min": 0.1}""", "", "config.sigma_min")]
    public void What_nobody_reads_is_named(string module, string config, string more, string argument)
    {
        using var fixture = Case(module, config, Affine.Trim()[..^1] + more + "}");
        Run(fixture);
        Assert.That(fixture.Unread(), Is.EqualTo($"{fixture.Name}: {argument} is nothing that this build's diffusers.{module} reads; leave it out"));
    }

    [Test]
    public void Unknown_network_is_refused()
    {
        using var fixture = Case("DDIMScheduler", "{}", """{"num_inference_steps": 5, "network": "cubic"}""");
        Assert.That(() => Run(fixture), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{fixture.Name}: call.network is \"cubic\", but only affine is implemented{Advice}"));
    }

    [Test]
    public void Arguments_of_other_schedulers_and_metadata_are_skipped()
    {
        using var fixture = Case("UniPCMultistepScheduler",
            """
            {"_class_name": "PNDMScheduler", "skip_prk_steps": true, "set_alpha_to_one": false, "clip_sample": false, "thresholding": false,
             "trained_betas": null, "lambda_min_clipped": -Infinity}
            """, Affine);
        Run(fixture);
        Assert.That(fixture.Unread(), Is.Null);
    }

    [Test]
    public void Trained_betas_stand_beside_the_keys_that_they_replace()
    {
        using var scope = torch.NewDisposeScope();
        const string same = "\"num_train_timesteps\": 4, \"beta_schedule\": \"linear\", \"clip_sample\": false";
        using var trained = Case("DDIMScheduler", $$"""{{{same}}, "trained_betas": [0.1, 0.2, 0.3, 0.4]}""", Steps(2));
        using var linear = Case("DDIMScheduler", $$"""{{{same}}, "beta_start": 0.1, "beta_end": 0.4}""", Steps(2));
        var (ours, expected) = (Run(trained), Run(linear));
        Assert.That(ours["timesteps"].data<long>().ToArray(), Is.EqualTo(new long[] { 2, 0 }));
        Assert.That(ours["x.1"].allclose(expected["x.1"]), Is.True);
        Assert.That(trained.Unread(), Is.Null);
    }

    [TestCase("DDIMScheduler")]
    [TestCase("DDPMScheduler")]
    public void The_last_step_ends_on_the_clipped_x0(string module)
    {
        using var scope = torch.NewDisposeScope();
        // One step from t = 0 to clean: x0 = (2 − √β·0.1)/√(1 − β) with β = 0.19 is above 1.5.
        using var fixture = Case(module, """{"num_train_timesteps": 1, "trained_betas": [0.19], "clip_sample_range": 1.5}""",
            """{"num_inference_steps": 1, "network": "affine", "b": 0.1}""", torch.full([1, 1, 2, 2], 2f));
        Assert.That(Run(fixture)["x.0"].data<float>().ToArray(), Is.All.EqualTo(1.5f));
    }

    [Test]
    public void Custom_sigmas_of_Euler_are_taken_as_given()
    {
        using var scope = torch.NewDisposeScope();
        using var fixture = Case("EulerDiscreteScheduler", """{"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}""",
            """{"sigmas": [14.6146, 2.0, 0.5, 0.0], "network": "affine", "a": 0.3}""");
        var outputs = Run(fixture);
        Assert.That(outputs["sigmas"].data<float>().ToArray(), Is.EqualTo(new[] { 14.6146f, 2, 0.5f, 0 }));
        Assert.That(outputs["timesteps"].data<float>()[0], Is.EqualTo(999f).Within(1e-2));
        Assert.That(fixture.Unread(), Is.Null);
    }

    [Test]
    public void Log_linear_levels_have_one_more_than_steps()
    {
        using var scope = torch.NewDisposeScope();
        using var fixture = Case("EulerDiscreteScheduler",
            """{"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "interpolation_type": "log_linear"}""", Steps(4));
        var outputs = Run(fixture);
        var sigmas = outputs["sigmas"].data<float>().ToArray();
        Assert.That(outputs["timesteps"].data<float>().ToArray(), Is.EqualTo(new[] { 999f, 666, 333, 0 }));
        Assert.That(sigmas, Is.EqualTo(new[] { 14.61464f, 3.08904f, 0.65289f, 0.13800f, 0.029167f, 0 }).Within(2e-4));
        Assert.That(outputs.Keys.Count(k => k.StartsWith("x.", StringComparison.Ordinal)), Is.EqualTo(4));
    }

    private static string Steps(int steps) => $$"""{"num_inference_steps": {{steps}}, "network": "affine", "a": 0.3}""";

    private static IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture) =>
        Catalog<IFixtureModule>.Create(fixture.Module, "").Run(fixture, null);

    private static FixtureCase Case(string module, string config, string call, torch.Tensor? x = null)
    {
        var inputs = new Dictionary<string, torch.Tensor> { ["in.x"] = x ?? torch.ones(1, 1, 2, 2) };
        return FixtureCase.Read(CaseFolder.Write($"diffusers.{module}", config, call, inputs));
    }
}
