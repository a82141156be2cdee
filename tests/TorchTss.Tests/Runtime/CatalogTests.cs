using TorchTss.Denoisers;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using TorchTss.Verification;

namespace TorchTss.Tests.Runtime;

public sealed class CatalogTests
{
    private sealed record Entry(string Catalogue, string Name, string Summary, IReadOnlyList<CatalogSetting> Settings);

    [Test]
    public void Unknown_name_tells_the_nearest_and_the_known_ones() =>
        Assert.That(() => Catalog<ISampler>.Create("eular", "--sampler"), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "--sampler eular: unknown, did you mean euler? known: ddim, ddpm, dpmpp-2m, dpmpp-2m-sde, euler, unipc"));

    [Test]
    public void Unknown_setting_tells_the_known_ones() =>
        Assert.That(() => Catalog<ISampler>.Create("euler:chrun=1", "--sampler"), Throws.TypeOf<UsageException>().With.Message.StartsWith(
            "--sampler: euler setting 'chrun': unknown, did you mean churn? known: bf16, churn, "));

    [TestCase("euler:churn=fast", "--sampler: churn=fast: expected a number")]
    [TestCase("euler:churn=-1", "--sampler: churn=-1: expected 0 or more")]
    [TestCase("unipc:order=4", "--sampler: order=4: expected 1 to 3")]
    [TestCase("unipc:order=2.5", "--sampler: order=2.5: expected a whole number")]
    public void Wrong_values_are_refused_in_one_sentence(string specification, string sentence) =>
        Assert.That(() => Catalog<ISampler>.Create(specification, "--sampler"), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test]
    public void Pairs_without_equals_sign_are_refused() =>
        Assert.That(() => Catalog<ISampler>.Create("euler:churn", "--sampler"),
            Throws.TypeOf<UsageException>().With.Message.StartsWith("--sampler: 'churn' is not key=value; settings of euler: churn"));

    [Test]
    public void Every_entry_has_a_unique_kebab_name_and_a_line_of_help()
    {
        foreach (var group in All().GroupBy(e => e.Catalogue))
        {
            Assert.That(group.Select(e => e.Name), Is.Unique);
            foreach (var entry in group)
            {
                Assert.That(entry.Name, Does.Match("^[a-z0-9]+([-_][a-z0-9]+)*$"), entry.Catalogue);
                Assert.That(entry.Summary, Has.Length.InRange(10, 130).And.Not.EndsWith("."), entry.Name);
                foreach (var setting in entry.Settings) Assert.That(setting.Help, Has.Length.GreaterThan(5), $"{entry.Name}:{setting.Name}");
            }
        }
    }

    [Test]
    public void Every_entry_can_be_made_with_its_defaults()
    {
        Assert.That(Catalog<ISampler>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<ITimeWarp>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IBaseGrid>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IColorFix>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IPrediction>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<ILevelMap>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IResampleFilter>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IHostKind>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IMetric>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IMetricProfile>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IAutoencoderTiling>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
        Assert.That(Catalog<IFixtureModule>.Entries.Select(e => e.Create([], "")), Has.All.Not.Null);
    }

    [Test]
    public void Adding_an_assembly_twice_changes_nothing()
    {
        var before = Catalog<ISampler>.Entries.Count;
        Catalog<ISampler>.Add(typeof(ISampler).Assembly);
        Assert.That(Catalog<ISampler>.Entries, Has.Count.EqualTo(before));
    }

    [TestCase("eular", "euler", 1)]
    [TestCase("elur", "euler", 2)]
    [TestCase("unicp", "unipc", 1)]
    [TestCase("", "abc", 3)]
    public void Edit_distance_counts_a_swap_once(string a, string b, int distance) => Assert.That(NearestName.Distance(a, b), Is.EqualTo(distance));

    private static IEnumerable<Entry> All() =>
        Of<ISampler>().Concat(Of<ITimeWarp>()).Concat(Of<IBaseGrid>()).Concat(Of<IColorFix>())
            .Concat(Of<IPrediction>()).Concat(Of<IHostKind>()).Concat(Of<IResampleFilter>()).Concat(Of<ILevelMap>())
            .Concat(Of<IMetric>()).Concat(Of<IMetricProfile>()).Concat(Of<IAutoencoderTiling>());

    private static IEnumerable<Entry> Of<T>() where T : class =>
        Catalog<T>.Entries.Where(e => e.Type.Assembly == typeof(T).Assembly).Select(e => new Entry(typeof(T).Name, e.Name, e.Summary, e.Settings));
}
