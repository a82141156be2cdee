using System.Globalization;
using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Pillow's 8-bit resampling; an output is named filter.WIDTHxHEIGHT.</summary>
[Named("PIL.Image.resize", "Pillow's 8-bit resampling, to the bit")]
internal sealed class PillowResizeModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var image = ImageTensor.FromRows(fixture.Input("image"));
        fixture.Call.Ignore("sizes_wh");                        // the outputs' names say the same
        return fixture.Outputs.ToDictionary(output => output, output =>
        {
            var (filter, size) = output.Split('.') is [var f, var s] ? (f, s)
                : throw new UserException($"{fixture.Folder}: output '{output}' is not filter.WIDTHxHEIGHT");
            var sides = Array.ConvertAll(size.Split('x'), side => int.Parse(side, CultureInfo.InvariantCulture));
            return ImageTensor.ToRows(PillowResize.Resize(image, sides[0], sides[1], Catalog<IResampleFilter>.Create(filter, "filter")));
        });
    }
}
