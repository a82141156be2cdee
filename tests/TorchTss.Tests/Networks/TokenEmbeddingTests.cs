using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class TokenEmbeddingTests
{
    [Test]
    public void Is_torchs_embedding()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var table = Toy.Filled(new TokenEmbedding(7, 3));
        var ids = tensor(new long[] { 6, 0, 3, 3 }, [2, 2]);
        using var official = nn.Embedding_from_pretrained(table.state_dict()["weight"]);
        Assert.That((table.call(ids) - official.call(ids)).abs().max().item<float>(), Is.Zero);
        Assert.That(table.call(ids[0][..0]).shape, Is.EqualTo(new long[] { 0, 3 }), "no ids, no rows");
    }
}
