using System.Text.Json;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>Reads fields of a message that anybody may have written.</summary>
internal static class JsonContent
{
    /// <summary>A text field; null where it is missing or null.</summary>
    /// <exception cref="JsonException">It is something else, or no valid Unicode.</exception>
    public static string? TextOrNull(this JsonElement json, string name)
    {
        if (!TryGet(json, name, out var value))
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException error)
        {
            // Another kind of value, or half a surrogate pair, which JSON can spell and Unicode does not have.
            throw new JsonException($"`{name}` is no text.", error);
        }
    }

    /// <summary>A text field that must be there.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static string Text(this JsonElement json, string name) =>
        json.TextOrNull(name) ?? throw new JsonException($"`{name}` is missing.");

    /// <summary>A yes or no; <paramref name="missing"/> where it is missing.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static bool Flag(this JsonElement json, string name, bool missing) => !TryGet(json, name, out var value)
        ? missing
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new JsonException($"`{name}` is neither true nor false.");

    /// <summary>A whole number; null where it is missing or null.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static int? Number(this JsonElement json, string name) => !TryGet(json, name, out var value)
        ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw new JsonException($"`{name}` is no whole number.");

    /// <summary>An object's fields; none where it is missing or null.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IEnumerable<JsonProperty> Fields(this JsonElement json, string name) => !TryGet(json, name, out var value)
        ? []
        : value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new JsonException($"`{name}` is no object.");

    private static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("It is no object.");
        }

        return json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
