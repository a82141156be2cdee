using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Tests.Checkpoints;

public sealed class StrictLoaderTests
{
    private TestFiles _files = null!;

    [SetUp]
    public void SetUp() => _files = new TestFiles();

    [TearDown]
    public void TearDown() => _files.Dispose();

    [Test]
    public void Every_kind_of_layer_gets_the_values_of_the_file()
    {
        using var scope = NewDisposeScope();
        using var reference = new EveryLayer(CPU);
        using var loaded = new EveryLayer(META);
        using (var file = Save(reference)) StrictLoader.Load(loaded, "the test", file, ScalarType.Float32, CPU);

        foreach (var (name, tensor) in reference.state_dict()) Assert.That(loaded.state_dict()[name].equal(tensor).all().item<bool>(), Is.True, name);
        Assert.That(loaded.parameters().Any(p => p.requires_grad), Is.False);
        var x = randn(1, 4, 6, 6);
        Assert.That(loaded.forward(x).equal(reference.forward(x)).all().item<bool>(), Is.True);
    }

    [Test]
    public void Same_dtype_is_a_view_of_the_file_and_the_map_goes_with_the_module()
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var path = _files["w.safetensors"];
        using (var reference = Linear(64, 64))
        using (var loaded = Linear(64, 64, device: META))
        {
            using (var file = Save(reference, "w.safetensors")) StrictLoader.Load(loaded, "the test", file, ScalarType.Float32, CPU);
            Assert.That(IsMapped(path), Is.EqualTo(OperatingSystem.IsLinux()));
        }
        Assert.That(IsMapped(path), Is.False);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [TestCase(ScalarType.Float32)]
    [TestCase(ScalarType.BFloat16)]
    public void Half_precision_files_are_converted_and_integers_are_not(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var reference = new EveryLayer(CPU);
        using var loaded = new EveryLayer(META);
        var halves = reference.state_dict().ToDictionary(p => p.Key, p => p.Value.is_floating_point() ? p.Value.half() : p.Value);
        SafetensorsWriter.Write(_files["x.safetensors"], halves);
        using (var file = SafetensorsFile.Open(_files["x.safetensors"])) StrictLoader.Load(loaded, "the test", file, dtype, CPU);
        foreach (var (name, tensor) in loaded.state_dict().Where(p => p.Value.is_floating_point()))
        {
            Assert.That(tensor.dtype, Is.EqualTo(dtype), name);
            Assert.That(tensor.equal(halves[name].to(dtype)).all().item<bool>(), Is.True, name);
        }
        Assert.That(loaded.state_dict()["norms.1.num_batches_tracked"].dtype, Is.EqualTo(ScalarType.Int64));
    }

    [Test]
    public void One_sentence_names_everything_that_differs_and_nothing_is_loaded()
    {
        using var scope = NewDisposeScope();
        using var module = Sequential(("a", Linear(3, 2, device: META)), ("b", Linear(2, 2, device: META)));
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor>
        {
            ["a.weight"] = zeros(2, 4),
            ["a.bias"] = zeros(2),
            ["c.weight"] = zeros(1),
            ["c.ids"] = zeros(1),
        });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(() => StrictLoader.Load(module, "the UNet", file, ScalarType.Float32, CPU, ["*.ids"]),
            Throws.TypeOf<UserException>().With.Message.EqualTo(
                $"{file.Path}: does not fit the UNet: 2 of 4 tensors are missing: b.bias, b.weight; 1 of 4 in the file is unexpected: c.weight; "
                + "1 of 4 tensors has another shape: a.weight is [2, 4], expected [2, 3]; is this the file of another model?"));
        Assert.That(module.parameters().All(p => p.is_meta), Is.True);
    }

    [Test]
    public void A_part_comes_from_its_own_file_and_the_rest_is_left()
    {
        using var scope = NewDisposeScope();
        using var module = Sequential(("net", Linear(2, 2, device: META)), ("lin", Linear(2, 1, hasBias: false, device: META)));
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor> { ["lin.weight"] = ones(1, 2) });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        StrictLoader.Load(module, "the heads", file, ScalarType.Float32, CPU, part: "lin.");
        Assert.That(module.named_parameters().Where(p => p.parameter.is_meta).Select(p => p.name),
            Is.EquivalentTo(new[] { "net.weight", "net.bias" }));
        Assert.That(() => StrictLoader.Load(module, "the trunk", file, ScalarType.Float32, CPU, part: "net."), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{file.Path}: does not fit the trunk: 2 of 2 tensors are missing: net.bias, net.weight; "
                + "1 of 1 in the file is unexpected: lin.weight; is this the file of another model?"));
    }

    [Test]
    public void Long_lists_are_cut_after_ten()
    {
        using var module = Sequential(
            Enumerable.Range(10, 12).Select(i => ($"{i}", (Module<Tensor, Tensor>)Linear(1, 1, hasBias: false, device: META))));
        using var file = SafetensorsFile.Open(_files.Safetensors("x.safetensors", "{}"));
        Assert.That(() => StrictLoader.Load(module, "the test", file, ScalarType.Float32, CPU), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: does not fit the test: 12 of 12 tensors are missing: 10.weight, 11.weight, 12.weight, 13.weight, 14.weight, "
            + "15.weight, 16.weight, 17.weight, 18.weight, 19.weight and 2 more; "
            + "is this the file of another model?"));
    }

    [Test]
    public void A_broadcastable_shape_is_another_shape()
    {
        using var one = ones(1, 1);
        using var module = Linear(4, 4, hasBias: false, device: META);
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor> { ["weight"] = one });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(() => StrictLoader.Load(module, "the test", file, ScalarType.Float32, CPU), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Path}: does not fit the test: 1 of 1 tensors has another shape: weight is [1, 1], expected [4, 4]; "
            + "is this the file of another model?"));
    }

    [Test]
    public void A_parameter_that_stays_on_meta_is_a_defect_not_noise()
    {
        using var module = new Stubborn();
        using var two = zeros(2);
        SafetensorsWriter.Write(_files["x.safetensors"], new Dictionary<string, Tensor> { ["weight"] = two });
        using var file = SafetensorsFile.Open(_files["x.safetensors"]);
        Assert.That(() => StrictLoader.Load(module, "the test", file, ScalarType.Float32, CPU),
            Throws.InvalidOperationException.With.Message.EqualTo("the test: still without values: weight"));
    }

    [Test]
    public void Assigning_needs_a_key_and_a_field()
    {
        using var linear = Linear(1, 1, device: META);
        using var value = zeros(1, 1);
        Assert.That(() => StrictLoader.AssignParameter(linear, "weights", value), Throws.ArgumentException);
        Assert.That(() => StrictLoader.AssignParameter(linear, "a.weight", value), Throws.ArgumentException);
        using var list = ParameterList(new Parameter(zeros(1, device: META)));
        Assert.That(() => StrictLoader.AssignParameter(list, "0", zeros(1)), Throws.InvalidOperationException);
    }

    private SafetensorsFile Save(Module module, string name = "x.safetensors")
    {
        SafetensorsWriter.Write(_files[name], module.state_dict());
        return SafetensorsFile.Open(_files[name]);
    }

    private static bool IsMapped(string path) =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/self/maps").Any(line => line.Contains(path, StringComparison.Ordinal));

    /// <summary>All layers that the networks use, a parameter of its own, and one inside a base class.</summary>
    private sealed class EveryLayer : OwnParameter
    {
        [ComponentName(Name = "conv")] private readonly Conv2d _conv;
        [ComponentName(Name = "norms")] private readonly Sequential _norms;
        [ComponentName(Name = "act")] private readonly PReLU _act;
        [ComponentName(Name = "up")] private readonly ConvTranspose2d _up;
        [ComponentName(Name = "layer_norm")] private readonly LayerNorm _layerNorm;
        [ComponentName(Name = "to_out")] private readonly ModuleList<Linear> _out;
        [ComponentName(Name = "embedding")] private readonly Embedding _embedding;
        [ComponentName(Name = "scale")] private readonly Parameter _scale;
        [ComponentName(Name = "table")] private readonly Tensor _table;

        public EveryLayer(Device device) : base(device)
        {
            _conv = Conv2d(4, 8, 3, padding: 1, device: device);
            _norms = Sequential(("0", GroupNorm(2, 8, device: device)), ("1", BatchNorm2d(8, device: device)));
            _act = PReLU(8, device: device);
            _up = ConvTranspose2d(8, 8, 1, device: device);
            _layerNorm = LayerNorm(8, device: device);
            _out = new ModuleList<Linear>(Linear(8, 8, device: device));
            _embedding = Embedding(5, 8, device: device);
            _scale = new Parameter(randn(8, device: device).DetachFromDisposeScope());
            _table = randn(8, device: device).DetachFromDisposeScope();
            RegisterComponents();
            eval();
            foreach (var p in _norms.parameters().Where(_ => device.type != DeviceType.META))
            {
                using var off = no_grad();
                p.normal_();            // a fresh GroupNorm is whatever was in memory
            }
        }

        public Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            var y = _up.forward(_act.forward(_norms.forward(_conv.forward(x)))).flatten(2).transpose(1, 2);
            var index = zeros(1, ScalarType.Int64);
            return (_out[0].forward(_layerNorm.forward(y)) * _scale + _table + _embedding.forward(index) + Offset).MoveToOuterDisposeScope();
        }
    }

    private class OwnParameter(Device device) : Module(nameof(EveryLayer))
    {
        [ComponentName(Name = "offset")] private readonly Parameter _offset = new(randn(8, device: device).DetachFromDisposeScope());

        protected Tensor Offset => _offset;
    }

    private sealed class Stubborn : Module
    {
        private readonly Parameter[] _kept = [new(zeros(2, device: META).DetachFromDisposeScope())];

        public Stubborn() : base(nameof(Stubborn)) => register_parameter("weight", _kept[0]);

        public Parameter weight
        {
            get => _kept[0];
            set => value.Dispose();
        }
    }
}
