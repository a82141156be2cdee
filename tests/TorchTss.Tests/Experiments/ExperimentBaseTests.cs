using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments;

public sealed class ExperimentBaseTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void The_same_settings_go_on_and_others_are_refused_by_name()
    {
        using var file = ResultsFile.Open(_folder.File("r.sqlite"));
        var settings = new RunSettings { Steps = 7 };
        ExperimentBase.Keep(file, settings);
        Assert.That(() => ExperimentBase.Keep(file, settings with { }), Throws.Nothing);
        Assert.That(() => ExperimentBase.Keep(file, settings with { Sampler = "ddim", Tss = new() { Tds = true } }), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{_folder.File("r.sqlite")}: holds an experiment with other settings (tss.tds false, here true; "
                + "sampler default, here ddim); name another file with --results, or make the difference an axis"));
    }
}
