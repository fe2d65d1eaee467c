using System.Buffers.Text;
using System.Security.Cryptography;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Random text that nobody can guess.</summary>
internal static class SecretText
{
    // Consonants without vowels, so that no code spells a word and none mixes up 0 and O: RFC 8628 section 6.1.
    private const string UserCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";

    // As long as Entra's; 20^9 codes are some 39 bits.
    private const int UserCodeLength = 9;

    /// <summary>256 random bits in base64url, for device codes and refresh tokens.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A code for people to type.</summary>
    public static string NewUserCode() => RandomNumberGenerator.GetString(UserCodeLetters, UserCodeLength);

    /// <summary>What a person typed, in the form that codes are kept in: without spaces and dashes, in upper case.</summary>
    public static string NormalizeUserCode(string typed) =>
        string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
}
