namespace Microsoft.Spark.Sql;

public sealed class GenericRow
{
    public GenericRow(object[] values) => throw Contract.Only;
}
