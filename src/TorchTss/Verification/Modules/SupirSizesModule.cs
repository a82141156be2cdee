using TorchSharp;
using TorchTss.Hosts.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's sizes alone, many at once.</summary>
[Named("supir.PIL2Tensor.sizes", "SUPIR's network and output sizes")]
internal sealed class SupirSizesModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        fixture.Call.Ignore("in_columns", "out_columns");
        var rows = fixture.Input("sizes").data<long>().ToArray()
            .Chunk(5)
            .Select(r => SupirSize.Of(r[0], r[1], r[2], r[3], r[4]))
            .ToArray();
        var table = rows.SelectMany(r => new long[] { r.Width, r.Height, r.OutputWidth, r.OutputHeight }).ToArray();
        return new Dictionary<string, torch.Tensor> { ["sizes"] = torch.tensor(table, [rows.Length, 4]) };
    }
}
