namespace Microsoft.Spark.Sql.Types;

public sealed class StructType : DataType
{
    private StructType() => throw Contract.Only;
}
