namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>A kernel's sockets that carry messages.</summary>
internal enum ChannelName
{
    /// <summary>Requests about code.</summary>
    Shell,

    /// <summary>Requests that must not wait: interrupt, shutdown, subshells.</summary>
    Control,

    /// <summary>Questions to the user.</summary>
    Stdin,

    /// <summary>What every front end sees.</summary>
    Iopub,
}
