namespace Microsoft.Spark.Sql.Types;

public abstract class DataType
{
    public static DataType ParseDataType(string json) => throw Contract.Only;
}
