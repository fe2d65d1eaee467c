using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Magics;

/// <summary>A Spark that can be connected to.</summary>
/// <param name="Address">Where.</param>
/// <param name="Name">The same for people; holds no token.</param>
/// <param name="SignIn">Whose token each call carries; null where it needs none.</param>
internal sealed record SparkPlace(ConnectAddress Address, string Name, SignIn? SignIn)
{
    /// <summary>A server by its address.</summary>
    /// <exception cref="UserError">Not an address.</exception>
    public static SparkPlace Of(string address, NotebookDefaults defaults)
    {
        var parsed = ConnectAddress.Parse(address);
        var place = new UriBuilder("sc", parsed.Host, parsed.Port).Uri;
        return new SparkPlace(Pinned(parsed, place.IsLoopback, defaults), place.Authority, SignIn: null);
    }

    /// <summary>A cluster of a workspace, or its serverless compute.</summary>
    /// <exception cref="UserError">Not a workspace's host.</exception>
    public static SparkPlace Of(string host, string? cluster, SignIn signIn, NotebookDefaults defaults)
    {
        var checkedHost = DatabricksHost.Parse(host, signIn.Tokens.Options);
        var address = Pinned(ConnectAddress.Databricks(checkedHost, cluster), signIn.Tokens.Options.Authority is not null, defaults);
        return new SparkPlace(address, $"{checkedHost}, {(cluster is null ? "serverless" : $"cluster {cluster}")}", signIn);
    }

    /// <summary>Asks for the bearer token of each call, of whoever is signed in by then in the place of <see cref="SignIn"/>; null where none is needed.</summary>
    public BearerSource? BearerOf(NotebookSession session) => SignIn is null
        ? null
        : async cancellationToken =>
        {
            // The old one is signed out as soon as the same account signs in again; once nobody is, it says so.
            var tokens = (session.FindSignIn(SignIn.Key) ?? SignIn).Tokens;
            return (await tokens.GetTokenAsync(tokens.Options.Cloud.DatabricksScope, cancellationToken)).Reveal();
        };

    private static ConnectAddress Pinned(ConnectAddress address, bool isOnLoopback, NotebookDefaults defaults) =>
        isOnLoopback ? address with { CertificateFile = defaults.SparkCertificateFile } : address;
}
