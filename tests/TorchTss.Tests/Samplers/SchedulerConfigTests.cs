using TorchTss.Runtime;
using TorchTss.Verification;
using TorchTss.Verification.Modules;

namespace TorchTss.Tests.Samplers;

public sealed class SchedulerConfigTests
{
    [TestCase("UniPCMultistepScheduler", """{"thresholding": true}""",
        "config.thresholding is true, expected false; this build computes nothing else")]
    [TestCase("UniPCMultistepScheduler", """{"predict_x0": false}""", "config.predict_x0 is false, expected true; this build computes nothing else")]
    [TestCase("UniPCMultistepScheduler", """{"solver_order": 4}""",
        "config.solver_order is 4, expected 1 to 3; this build has UniPC's closed forms up to order 3")]
    [TestCase("DPMSolverMultistepScheduler", """{"solver_order": 3}""",
        "config.solver_order is 3, expected 1 or 2; this build has no third order of DPM-Solver++")]
    [TestCase("DPMSolverMultistepScheduler", """{"algorithm_type": "dpmsolver"}""",
        "config.algorithm_type is 'dpmsolver', expected dpmsolver++ or sde-dpmsolver++ or deis; this build computes no other")]
    [TestCase("DDPMScheduler", """{"variance_type": "learned"}""",
        "config.variance_type is 'learned', expected fixed_small or fixed_small_log or fixed_large; this build computes no other")]
    [TestCase("DDIMScheduler", """{"beta_schedule": "squaredcos_cap_v2"}""",
        "config.beta_schedule is 'squaredcos_cap_v2', expected linear or scaled_linear; this build computes no other")]
    [TestCase("EulerDiscreteScheduler", """{"interpolation_type": "log_linear"}""",
        "config.interpolation_type is \"log_linear\", expected \"linear\"; this build computes nothing else")]
    [TestCase("EulerDiscreteScheduler", """{"sampler_mood": 3}""",
        "config.sampler_mood is no argument of diffusers.EulerDiscreteScheduler; leave it out")]
    public void What_is_not_computed_is_refused(string module, string config, string message)
    {
        using var fixture = Case(module, config, """{"num_inference_steps": 5, "network": "affine", "a": 0.3, "b": 0.1, "c": -0.2}""");
        Assert.That(() => Catalog<IFixtureModule>.Create(fixture.Module, "").Run(fixture, null),
            Throws.TypeOf<UserException>().With.Message.EqualTo($"{fixture.Name}: {message}"));
    }

    [Test]
    public void Unknown_network_is_refused()
    {
        using var fixture = Case("DDIMScheduler", "{}", """{"num_inference_steps": 5, "network": "cubic"}""");
        Assert.That(() => Catalog<IFixtureModule>.Create(fixture.Module, "").Run(fixture, null),
            Throws.TypeOf<UserException>().With.Message.EqualTo(
                $"{fixture.Name}: call.network is 'cubic', expected affine; this build knows no other for diffusers.DDIMScheduler"));
    }

    [Test]
    public void Arguments_of_other_schedulers_and_metadata_are_skipped()
    {
        using var fixture = Case("UniPCMultistepScheduler",
            """{"_class_name": "PNDMScheduler", "skip_prk_steps": true, "set_alpha_to_one": false, "clip_sample": false, "thresholding": false}""",
            "{}");
        Assert.That(new SchedulerConfig(fixture).RefuseTheRest, Throws.Nothing);
    }

    private static FixtureCase Case(string module, string config, string call)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "scheduler-config", TestContext.CurrentContext.Test.ID);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "case.json"), $$"""{"module": "diffusers.{{module}}", "config": {{config}}, "call": {{call}} }""");
        return FixtureCase.Read(folder);
    }
}
