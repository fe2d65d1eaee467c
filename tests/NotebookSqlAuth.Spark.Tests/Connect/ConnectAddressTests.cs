using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Tests.Connect;

public sealed class ConnectAddressTests
{
    [Theory]
    [InlineData("sc://spark", "sc://spark:15002", false)]
    [InlineData("sc://spark/", "sc://spark:15002", false)]
    [InlineData(" sc://10.1.2.3:443/;use_ssl=true ", "sc://10.1.2.3:443", true)]
    [InlineData("sc://[::1]:15003/;user_id=me;user_agent=a%20b", "sc://[::1]:15003", false)]
    [InlineData("sc://h:1/;use_ssl=false;token=abc", "sc://h:1", true)]
    [InlineData("sc://h/;token=abc;x-databricks-cluster-id=0123-456789-abcdefgh", "sc://h:15002", true)]
    [InlineData("sc://h/;session_id=00112233-4455-6677-8899-aabbccddeeff;", "sc://h:15002", false)]
    public void Address_is_read(string text, string place, bool tls)
    {
        var address = ConnectAddress.Parse(text);
        Assert.Equal(place, address.ToString());
        Assert.Equal(tls, address.UseTls);
    }

    [Theory]
    [InlineData("http://h:15002", "sc://")]
    [InlineData("SC://h:15002", "sc://")]
    [InlineData("sc://", "no host")]
    [InlineData("sc://:15002", "no host")]
    [InlineData("sc://a b", "not a host")]
    [InlineData("sc://me@h", "not a host")]
    [InlineData("sc://::1", "not a host")]
    [InlineData("sc://h:", "port")]
    [InlineData("sc://h:65536", "port")]
    [InlineData("sc://h:-1", "port")]
    [InlineData("sc://h;token=geheim", "no /")]
    [InlineData("sc://h/path;token=geheim", "path")]
    [InlineData("sc://h/;token", "key=value")]
    [InlineData("sc://h/;token=", "key=value")]
    [InlineData("sc://h/;=geheim", "key=value")]
    [InlineData("sc://h/;token=geheim;token=geheim", "twice")]
    [InlineData("sc://h/;token=geheim%0Ax:y", "token")]
    [InlineData("sc://h/;use_ssl=geheim", "use_ssl")]
    [InlineData("sc://h/;session_id=geheim", "UUID")]
    [InlineData("sc://h/;Token=geheim", "small letters")]
    [InlineData("sc://h/;authorization=geheim", "authorization")]
    [InlineData("sc://h/;x-thing-bin=geheim", "x-thing-bin")]
    [InlineData("sc://h/;x-thing=geheimé", "x-thing")]
    public void What_is_no_address_says_why_and_repeats_no_value(string text, string why)
    {
        var error = Assert.Throws<UserError>(() => ConnectAddress.Parse(text));
        Assert.Equal(ErrorCodes.InvalidSparkAddress, error.Code);
        Assert.Contains(why, error.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Token_is_in_no_text_of_the_address()
    {
        var address = ConnectAddress.Parse("sc://h/;token=geheim;x-key=geheim");
        Assert.DoesNotContain("geheim", address.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", System.Text.Json.JsonSerializer.Serialize(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adb-1.2.azuredatabricks.net", "sc://adb-1.2.azuredatabricks.net:443")]
    [InlineData("https://adb-1.2.azuredatabricks.net/", "sc://adb-1.2.azuredatabricks.net:443")]
    [InlineData("localhost:8443", "sc://localhost:8443")]
    public void Workspace_is_reached_over_TLS(string host, string place)
    {
        var address = ConnectAddress.Databricks(host, "0123-456789-abcdefgh");
        Assert.Equal(place, address.ToString());
        Assert.True(address.UseTls);
    }

    [Theory]
    [InlineData("adb 1", "0123")]
    [InlineData("adb-1/path", "0123")]
    [InlineData("adb-1", "")]
    [InlineData("adb-1", "0123;token=x")]
    public void What_is_no_workspace_or_cluster_is_refused(string host, string cluster) =>
        Assert.Equal(ErrorCodes.InvalidSparkAddress, Assert.Throws<UserError>(() => ConnectAddress.Databricks(host, cluster)).Code);
}
