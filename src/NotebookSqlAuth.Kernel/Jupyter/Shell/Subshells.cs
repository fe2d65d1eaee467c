using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>The main shell's queue of cells and those of subshells (JEP 91). Thread-safe.</summary>
internal sealed class Subshells(Func<CellQueue> start)
{
    private readonly CellQueue _main = start();
    private readonly ConcurrentDictionary<string, CellQueue> _subshells = new(StringComparer.Ordinal);

    /// <summary>The queue that a message is for; null where its subshell does not exist.</summary>
    public CellQueue? Find(JupyterMessage message) =>
        message.Header.SubshellId is not { } id ? _main : _subshells.GetValueOrDefault(id);

    /// <summary>Answers create_subshell_request.</summary>
    public Task<JsonObject?> CreateAsync(JupyterMessage request)
    {
        var id = Guid.NewGuid().ToString();
        _subshells[id] = start();
        return Task.FromResult<JsonObject?>(new JsonObject { ["subshell_id"] = id });
    }

    /// <summary>Answers delete_subshell_request: what waits in it is still run.</summary>
    /// <exception cref="JsonException">There is no such subshell.</exception>
    public Task<JsonObject?> DeleteAsync(JupyterMessage request)
    {
        if (!_subshells.TryRemove(request.Content.Text("subshell_id"), out var queue))
        {
            throw new JsonException("There is no subshell of that id.");
        }

        queue.Complete();
        return Task.FromResult<JsonObject?>([]);
    }

    /// <summary>Answers list_subshell_request.</summary>
    public Task<JsonObject?> ListAsync(JupyterMessage request) => Task.FromResult<JsonObject?>(
        new JsonObject { ["subshell_id"] = new JsonArray([.. _subshells.Keys.Select(id => (JsonNode)id)]) });
}
