namespace Microsoft.Spark;

public class JvmException : System.Exception
{
    public JvmException(string message) => throw Contract.Only;
}
