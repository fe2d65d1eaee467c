using System.Text.Json;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>What the host said while a cell ran, event by event, up to the one that ended it.</summary>
internal sealed record CellRun(IReadOnlyList<HostEvent> Events)
{
    public bool Succeeded => Events[^1].Type == "CommandSucceeded";

    /// <summary>What the cell failed with.</summary>
    public string Error => Events[^1].Text("message");

    /// <summary>What stands below the cell in the end, as plain text: each display in its last state.</summary>
    public IReadOnlyList<string> FinalTexts => Final("text/plain");

    /// <summary>The same as HTML.</summary>
    public IReadOnlyList<string> FinalHtml => Final("text/html");

    /// <summary>Everything the host sent, for a message when a test fails and for searching.</summary>
    public string Raw => string.Join('\n', Events.Select(hostEvent => hostEvent.Raw));

    /// <summary>Fails the test, with all that was said, unless the cell succeeded.</summary>
    public CellRun MustSucceed()
    {
        Assert.True(Succeeded, Raw);
        return this;
    }

    private List<string> Final(string mimeType)
    {
        var displays = new OrderedDictionary<string, string>();
        foreach (var shown in Events.Where(hostEvent => hostEvent.IsDisplay))
        {
            displays[shown.Text("valueId") is { Length: > 0 } id ? id : Guid.NewGuid().ToString()] = shown.Formatted(mimeType);
        }

        return [.. displays.Values.Where(text => text.Length > 0)];
    }
}

/// <summary>One event of the host's protocol.</summary>
internal sealed record HostEvent(string Type, string Token, JsonElement Body, string Raw)
{
    public bool IsDisplay => Type is "DisplayedValueProduced" or "DisplayedValueUpdated" or "ReturnValueProduced" or "StandardOutputValueProduced";

    /// <summary>Reads one line of the host's output.</summary>
    public static HostEvent Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement.Clone();
        var token = root.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.Object
            ? command.GetProperty("token").GetString() ?? string.Empty
            : string.Empty;
        return new HostEvent(root.GetProperty("eventType").GetString()!, token, root.GetProperty("event"), line);
    }

    /// <summary>A text of the event; empty where it has none of that name.</summary>
    public string Text(string name) =>
        Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    /// <summary>The event's value in one of its formats; empty where it has not that one.</summary>
    public string Formatted(string mimeType) => Body.GetProperty("formattedValues").EnumerateArray()
        .Where(value => value.GetProperty("mimeType").GetString() == mimeType)
        .Select(value => value.GetProperty("value").GetString()!)
        .FirstOrDefault(string.Empty);
}
