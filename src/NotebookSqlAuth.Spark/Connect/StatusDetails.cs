using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>What a server says of an error beside its message.</summary>
/// <param name="Metadata">Spark's own words by name: errorId, errorClass, sqlState; empty where it says none.</param>
/// <param name="RetryDelay">How long it asks to wait; null where it does not ask to try again.</param>
internal sealed record StatusDetails(IReadOnlyDictionary<string, string> Metadata, TimeSpan? RetryDelay)
{
    private const string TrailerName = "grpc-status-details-bin";

    internal static StatusDetails Of(RpcException e)
    {
        var metadata = new Dictionary<string, string>();
        TimeSpan? delay = null;
        foreach (var detail in Details(e))
        {
            if (detail.TryUnpack<ErrorInfo>(out var info))
            {
                foreach (var (name, value) in info.Metadata)
                {
                    metadata[name] = value;
                }
            }
            else if (detail.TryUnpack<RetryInfo>(out var retry))
            {
                delay = retry.RetryDelay?.ToTimeSpan() ?? TimeSpan.Zero;
            }
        }

        return new StatusDetails(metadata, delay);
    }

    private static RepeatedField<Any> Details(RpcException e)
    {
        if (e.Trailers.GetValueBytes(TrailerName) is not { } bytes)
        {
            return [];
        }

        try
        {
            return Protocol.Status.Parser.ParseFrom(bytes).Details;
        }
        catch (InvalidProtocolBufferException)
        {
            // A trailer of somebody in between: the status itself says enough.
            return [];
        }
    }
}
