namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Tells whose token it is that a login brings.</summary>
public interface IAccessTokenValidator
{
    /// <summary>Checks signature, issuer, audience and expiry.</summary>
    /// <exception cref="Engine.SqlServerException">18456, with Azure SQL's wording, when any of them is wrong or the user has none in the database.</exception>
    SandboxUser Validate(string accessToken);
}
