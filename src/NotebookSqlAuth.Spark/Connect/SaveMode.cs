namespace NotebookSqlAuth.Spark.Connect;

/// <summary>What to do where something of that name is there already.</summary>
public enum SaveMode
{
    /// <summary>Fail.</summary>
    ErrorIfExists,

    /// <summary>Add the rows.</summary>
    Append,

    /// <summary>Replace it.</summary>
    Overwrite,

    /// <summary>Leave it and write nothing.</summary>
    Ignore,
}
