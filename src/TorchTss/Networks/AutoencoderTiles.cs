namespace TorchTss.Networks;

/// <summary>How large pictures are cut for the autoencoder.</summary>
/// <param name="Picture">Side of a tile in pixels ("tile_sample_min_size").</param>
/// <param name="Latent">Side of a tile in latent positions ("tile_latent_min_size").</param>
/// <param name="Overlap">Share of a tile that the next one covers again ("tile_overlap_factor").</param>
internal sealed record AutoencoderTiles(int Picture, int Latent, double Overlap = 0.25);
