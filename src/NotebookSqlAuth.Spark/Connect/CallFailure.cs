using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>What kind of failure a gRPC status stands for.</summary>
internal static class CallFailure
{
    private const string InvalidHandle = "INVALID_HANDLE.";

    /// <summary>Whether the published rules try it again: the server cannot be reached, or another cursor took the stream over.</summary>
    internal static bool IsTransient(RpcException e) =>
        !IsUntrusted(e) && !IsUnknownHost(e) && !IsNotHttp2(e)
        && (e.StatusCode == StatusCode.Unavailable
            || IsCutOff(e)
            || IsConnectionBroken(e)
            || (e.StatusCode == StatusCode.Internal && e.Status.Detail.Contains("INVALID_CURSOR.DISCONNECTED", StringComparison.Ordinal)));

    /// <summary>Whether the server does not know the operation, or the session with it.</summary>
    internal static bool IsOperationUnknown(RpcException e) =>
        e.Status.Detail.Contains(InvalidHandle + "OPERATION_NOT_FOUND", StringComparison.Ordinal)
        || e.Status.Detail.Contains(InvalidHandle + "SESSION_NOT_FOUND", StringComparison.Ordinal);

    /// <summary>Whether the session is gone.</summary>
    internal static bool IsSessionGone(RpcException e) => e.Status.Detail.Contains(InvalidHandle + "SESSION_", StringComparison.Ordinal);

    /// <summary>Whether the session is there, and the operation or a part of it that is needed is not.</summary>
    internal static bool IsOperationLost(RpcException e) =>
        e.Status.Detail.Contains(InvalidHandle, StringComparison.Ordinal) && !IsSessionGone(e);

    internal static bool IsUntrusted(RpcException e) => Find<AuthenticationException>(e) is not null;

    internal static bool IsUnknownHost(RpcException e) => Find<SocketException>(e)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;

    /// <summary>Whether this computer's own network said that nothing listens there.</summary>
    internal static bool IsRefused(RpcException e) => Find<SocketException>(e)?.SocketErrorCode is SocketError.ConnectionRefused;

    /// <summary>Whether something answered that does not speak HTTP/2, or not gRPC.</summary>
    internal static bool IsNotHttp2(RpcException e) =>
        Find<HttpRequestException>(e)?.HttpRequestError is HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse
            or HttpRequestError.VersionNegotiationError;

    /// <summary>Whether the stream was reset by neither side's will: a socket that dies can look to the HTTP client like its own cancelling.</summary>
    private static bool IsCutOff(RpcException e) =>
        e.StatusCode == StatusCode.Cancelled && !e.Status.Detail.Contains("OPERATION_CANCELED", StringComparison.Ordinal);

    /// <summary>Whether the connection broke, whatever status the client made of it.</summary>
    internal static bool IsConnectionBroken(RpcException e) => Find<IOException>(e) is not null || Find<SocketException>(e) is not null;

    private static T? Find<T>(RpcException e)
        where T : Exception => e.Status.DebugException is { } cause ? ExceptionChain.Find<T>(cause) : null;
}
