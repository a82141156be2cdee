using System.Runtime.InteropServices;
using TorchSharp;

namespace TorchTss.Checkpoints;

/// <summary>Two exports of LibTorchSharp that its public API does not reach: a tensor over foreign memory,
/// and the address of a tensor's data.</summary>
internal static unsafe partial class NativeTensor
{
    /// <summary>A tensor over memory that is not torch's; <paramref name="deleter"/> runs, on any thread, when its storage dies.</summary>
    public static torch.Tensor Over(nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, ReadOnlySpan<long> shape, torch.ScalarType dtype)
    {
        fixed (long* sizes = shape)
        {
            var handle = New(data, deleter, sizes, shape.Length, (sbyte)dtype, (sbyte)dtype, (int)DeviceType.CPU, -1, false);
            if (handle == 0) torch.CheckForErrors();
            return torch.Tensor.UnsafeCreateTensor(handle);
        }
    }

    /// <summary>Part of the data of a contiguous CPU tensor.</summary>
    public static Span<byte> Slice(torch.Tensor tensor, long offset, int length) => new((byte*)Data(tensor.Handle) + offset, length);

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint New(nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, long* sizes, int rank, sbyte type, sbyte dtype,
        int deviceType, int deviceIndex, [MarshalAs(UnmanagedType.U1)] bool requiresGrad);

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint Data(nint tensor);
}
