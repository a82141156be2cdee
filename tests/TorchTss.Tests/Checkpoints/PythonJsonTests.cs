using System.Text.Json;
using TorchTss.Checkpoints;

namespace TorchTss.Tests.Checkpoints;

public sealed class PythonJsonTests
{
    [Test]
    public void Bare_infinities_become_numbers_and_words_in_strings_stay()
    {
        var text = PythonJson.Quoted("""{"lowest": -Infinity, "highest": [Infinity, NaN], "note": "say \"Infinity\" or NaN"}""");
        using var json = JsonDocument.Parse(text);
        var config = new ConfigReader(json.RootElement, "config.json");
        Assert.That(config.Number("lowest", 0), Is.EqualTo(double.NegativeInfinity));
        Assert.That(config.Text("note"), Is.EqualTo("say \"Infinity\" or NaN"));
        Assert.That(json.RootElement.GetProperty("highest")[1].GetString(), Is.EqualTo("NaN"));
    }

    [Test]
    public void A_configuration_that_Python_wrote_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("scheduler_config.json"), """{"lambda_min_clipped": -Infinity, "beta_start": 0.1}""");
        using var json = JsonFile.Read(folder.File("scheduler_config.json"));
        Assert.That(json.RootElement.GetProperty("beta_start").GetDouble(), Is.EqualTo(0.1));
    }
}
