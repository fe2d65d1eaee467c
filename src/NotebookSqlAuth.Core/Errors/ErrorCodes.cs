namespace NotebookSqlAuth.Errors;

/// <summary>Every code that a <see cref="UserError"/> carries. A code keeps its meaning for ever.</summary>
/// <remarks>11xx signing in · 12xx opening a connection · 13xx running a query · 14xx frames · 15xx Spark · 2xxx magics and the notebook (24xx Spark) · 3xxx the notebook-sql tool. One list in one file, so that no code is given twice.</remarks>
public static class ErrorCodes
{
    /// <summary>No cloud of that name.</summary>
    public const string UnknownCloud = "NSA1101";

    /// <summary>The tenant is neither a GUID nor a domain.</summary>
    public const string InvalidTenant = "NSA1102";

    /// <summary>The client id is not a GUID.</summary>
    public const string InvalidClientId = "NSA1103";

    /// <summary>A custom authority that is not HTTPS on loopback, or has no tenant.</summary>
    public const string InvalidAuthority = "NSA1104";

    /// <summary>A certificate file that cannot be read, or is named for a server that is not on loopback.</summary>
    public const string InvalidCertificateFile = "NSA1105";

    /// <summary>The user declined.</summary>
    public const string SignInDeclined = "NSA1110";

    /// <summary>The device code expired before it was used.</summary>
    public const string DeviceCodeExpired = "NSA1111";

    /// <summary>A tenant's conditional access forbids this way to sign in.</summary>
    public const string BlockedByPolicy = "NSA1112";

    /// <summary>More proof is asked for: multi-factor sign-in, or another term of the tenant.</summary>
    public const string MoreProofRequired = "NSA1113";

    /// <summary>The client may not have this resource, or lacks consent.</summary>
    public const string ClientNotAllowed = "NSA1114";

    /// <summary>The tenant does not know the client.</summary>
    public const string UnknownClient = "NSA1115";

    /// <summary>There is no such tenant.</summary>
    public const string UnknownTenant = "NSA1116";

    /// <summary>The account does not belong to the tenant, or is disabled.</summary>
    public const string AccountNotInTenant = "NSA1117";

    /// <summary>Entra asked to wait, or is not available.</summary>
    public const string IdentityServiceBusy = "NSA1118";

    /// <summary>No answer from the sign-in page's host: name, network or proxy.</summary>
    public const string IdentityUnreachable = "NSA1119";

    /// <summary>The sign-in host's certificate is not trusted.</summary>
    public const string IdentityCertificateUntrusted = "NSA1120";

    /// <summary>An answer that is not Entra's, such as a network's own sign-in page.</summary>
    public const string UnreadableIdentityAnswer = "NSA1121";

    /// <summary>Entra refused for a reason that has no code of its own here.</summary>
    public const string SignInRefused = "NSA1122";

    /// <summary>Tokens can no longer be renewed silently.</summary>
    public const string SignInAgain = "NSA1123";

    /// <summary>The account was signed out.</summary>
    public const string SignedOut = "NSA1124";

    /// <summary>A token that is at its end of life although it is new: a clock is wrong.</summary>
    public const string TokenExpired = "NSA1125";

    /// <summary>Not a server's name.</summary>
    public const string InvalidServerName = "NSA1201";

    /// <summary>No such host.</summary>
    public const string ServerNotFound = "NSA1202";

    /// <summary>The host did not answer in time, or refused.</summary>
    public const string ServerUnreachable = "NSA1203";

    /// <summary>The server's certificate is not trusted.</summary>
    public const string ServerCertificateUntrusted = "NSA1204";

    /// <summary>No such database, or no access to it (4060).</summary>
    public const string DatabaseNotFound = "NSA1205";

    /// <summary>The database has no user for this account (18456).</summary>
    public const string LoginFailed = "NSA1206";

    /// <summary>The database is resuming, busy or throttled, and stayed so.</summary>
    public const string DatabaseBusy = "NSA1207";

    /// <summary>The firewall does not let this address in (40615).</summary>
    public const string BlockedByFirewall = "NSA1208";

    /// <summary>The server takes no connections over the public network (47073).</summary>
    public const string PublicAccessDenied = "NSA1209";

    /// <summary>The server refused for a reason that has no code of its own here.</summary>
    public const string OpenFailed = "NSA1210";

    /// <summary>No database was named.</summary>
    public const string InvalidDatabaseName = "NSA1211";

    /// <summary>The server's error on a query.</summary>
    public const string QueryFailed = "NSA1301";

    /// <summary>The server session is gone.</summary>
    public const string SessionLost = "NSA1302";

    /// <summary>The connection dropped while rows were coming.</summary>
    public const string ConnectionDropped = "NSA1303";

    /// <summary>The query took longer than it was allowed.</summary>
    public const string QueryTimeout = "NSA1304";

    /// <summary>The SQL uses a name that no C# variable has.</summary>
    public const string MissingVariable = "NSA1305";

    /// <summary>A C# variable's type is not one that a parameter can carry.</summary>
    public const string UnsupportedVariableType = "NSA1306";

    /// <summary>An answer that the client could not read.</summary>
    public const string UnreadableAnswer = "NSA1307";

    /// <summary>A column's type is not yet supported.</summary>
    public const string UnsupportedColumnType = "NSA1401";

    /// <summary>A decimal beyond what System.Decimal holds.</summary>
    public const string DecimalOutOfRange = "NSA1402";

    /// <summary>More rows than one column can hold.</summary>
    public const string TooManyRows = "NSA1403";

    /// <summary>An operation that a binary column does not have.</summary>
    public const string UnsupportedColumnOperation = "NSA1404";

    // 15xx: Spark. 1501-1519 rows as Arrow.

    /// <summary>Rows are streamed from SQL that answers no result set, or several.</summary>
    public const string StreamNeedsOneResultSet = "NSA1501";

    /// <summary>A column's type is one that Spark, or a frame, does not have.</summary>
    public const string UnsupportedSparkType = "NSA1502";

    /// <summary>A value that its column's Spark type, or a frame's, cannot hold.</summary>
    public const string ValueOutOfRange = "NSA1503";

    /// <summary>A column mixes times with and without a zone.</summary>
    public const string MixedTimeKinds = "NSA1504";

    /// <summary>A stream of Arrow data that cannot be read.</summary>
    public const string UnreadableArrow = "NSA1505";

    // 15xx: Spark

    /// <summary>Not the address of a Spark Connect server.</summary>
    public const string InvalidSparkAddress = "NSA1521";

    /// <summary>No answer from a Spark Connect server: name, network, or it is not running.</summary>
    public const string SparkUnreachable = "NSA1522";

    /// <summary>The Spark Connect server's certificate is not trusted.</summary>
    public const string SparkCertificateUntrusted = "NSA1523";

    /// <summary>The Spark Connect server does not accept the token.</summary>
    public const string SparkTokenRefused = "NSA1524";

    /// <summary>The account may not use this Spark cluster, or not do this there.</summary>
    public const string SparkPermissionDenied = "NSA1525";

    /// <summary>The server no longer knows the Spark session.</summary>
    public const string SparkSessionGone = "NSA1526";

    /// <summary>Spark's own error on a query or command.</summary>
    public const string SparkFailed = "NSA1527";

    /// <summary>Nothing moved on the Spark server for the stated time.</summary>
    public const string SparkNoProgress = "NSA1528";

    /// <summary>The Spark server refused for a reason that has no code of its own here.</summary>
    public const string SparkRefused = "NSA1529";

    /// <summary>The Spark driver ran out of memory.</summary>
    public const string SparkOutOfMemory = "NSA1530";

    /// <summary>The Spark server is too old.</summary>
    public const string SparkVersion = "NSA1531";

    /// <summary>The Spark server does not take a file.</summary>
    public const string SparkArtifactRefused = "NSA1532";

    /// <summary>A message is larger than Spark Connect carries.</summary>
    public const string SparkMessageTooLarge = "NSA1533";

    /// <summary>What answers is not a Spark Connect server.</summary>
    public const string SparkUnreadableAnswer = "NSA1534";

    /// <summary>An argument's type is not one that Spark SQL takes.</summary>
    public const string SparkArgumentType = "NSA1535";

    /// <summary>A token would travel in plain text.</summary>
    public const string SparkTokenNeedsTls = "NSA1536";

    /// <summary>Somebody else interrupted the operation on the Spark server.</summary>
    public const string SparkOperationInterrupted = "NSA1537";

    /// <summary>The Spark server has let go of an operation that was under way.</summary>
    public const string SparkOperationLost = "NSA1538";

    // 1551-1569: handing rows over to Spark

    /// <summary>More rows than go into a Spark driver's memory, and the server takes no files.</summary>
    public const string SparkTakesNoFiles = "NSA1551";

    /// <summary>Not a folder of a Unity Catalog volume, or no workspace that has volumes.</summary>
    public const string InvalidVolume = "NSA1552";

    /// <summary>The workspace does not accept the token for files of a volume.</summary>
    public const string VolumeTokenRefused = "NSA1553";

    /// <summary>The account may not write to the volume.</summary>
    public const string VolumeForbidden = "NSA1554";

    /// <summary>There is no such volume.</summary>
    public const string VolumeNotFound = "NSA1555";

    /// <summary>The workspace refused a file of a volume for another reason, or stayed busy.</summary>
    public const string VolumeRefused = "NSA1556";

    /// <summary>The workspace did not answer, or its certificate is not trusted.</summary>
    public const string VolumeUnreachable = "NSA1557";

    /// <summary>Nothing moved on the way to a volume for the stated time.</summary>
    public const string VolumeNoProgress = "NSA1558";

    // 1571-1584: reading on the executors

    /// <summary>What the executors are to read is not one SELECT.</summary>
    public const string JdbcNotOneSelect = "NSA1571";

    /// <summary>The executors' SELECT uses a C# variable.</summary>
    public const string JdbcVariables = "NSA1572";

    /// <summary>The executors' SELECT has a clause that a part of a query cannot have.</summary>
    public const string JdbcClause = "NSA1573";

    /// <summary>A column of the executors' SELECT has no name, or shares it.</summary>
    public const string JdbcColumnNames = "NSA1574";

    /// <summary>The executors' SELECT reads a #temp table.</summary>
    public const string JdbcTemporaryTable = "NSA1575";

    /// <summary>The result has no such partition column, or its type cannot be split.</summary>
    public const string JdbcPartitionColumn = "NSA1576";

    /// <summary>A number of partitions that makes no sense.</summary>
    public const string JdbcPartitions = "NSA1577";

    /// <summary>Spark does not take the setting that keeps the token out of its pages and logs.</summary>
    public const string JdbcRedactionRefused = "NSA1578";

    /// <summary>The token is of a shape that the setting would not hide.</summary>
    public const string JdbcTokenNotHidden = "NSA1579";

    /// <summary>The token has too little life left to read with.</summary>
    public const string JdbcTokenEnding = "NSA1580";

    /// <summary>Spark has no JDBC driver for SQL Server.</summary>
    public const string JdbcDriverMissing = "NSA1581";

    /// <summary>The database refused the token that the executors bring.</summary>
    public const string JdbcTokenRefused = "NSA1582";

    /// <summary>Spark cannot reach the database, or does not trust it.</summary>
    public const string JdbcUnreachable = "NSA1583";

    /// <summary>The executors' SELECT may answer other rows to each of them.</summary>
    public const string JdbcNotRepeatable = "NSA1584";

    // 1585-1599: .NET for Apache Spark

    /// <summary>Nothing listens where .NET for Apache Spark expects its driver.</summary>
    public const string SparkDriverNotListening = "NSA1585";

    /// <summary>The driver of .NET for Apache Spark refused a call.</summary>
    public const string SparkDriverRefused = "NSA1586";

    /// <summary>An assembly that the product shares with Microsoft.Spark was loaded before it in a version that is too old.</summary>
    public const string LoadOrder = "NSA1587";

    /// <summary>The driver's rows cannot be fetched.</summary>
    public const string SparkRowsUnreachable = "NSA1588";

    /// <summary>This Spark takes no SQL arguments, or none of that type.</summary>
    public const string SparkArgumentNotSupported = "NSA1589";

    /// <summary>An object is not what .NET for Apache Spark calls by that name.</summary>
    public const string NotADotNetSparkObject = "NSA1590";

    /// <summary>A column's type cannot travel row by row.</summary>
    public const string SparkRowTypeNotSupported = "NSA1591";

    // 2xxx: magics and the notebook

    /// <summary>A magic failed in a way that nobody foresaw.</summary>
    public const string UnexpectedFailure = "NSA2001";

    /// <summary>A magic has no option of that name.</summary>
    public const string UnknownOption = "NSA2002";

    /// <summary>An option is given twice.</summary>
    public const string RepeatedOption = "NSA2003";

    /// <summary>An option has no value.</summary>
    public const string MissingOptionValue = "NSA2004";

    /// <summary>A word belongs to no option.</summary>
    public const string SurplusWord = "NSA2005";

    /// <summary>A quote is not closed, or of the wrong kind.</summary>
    public const string InvalidQuoting = "NSA2006";

    /// <summary>A magic needs an option that was not given.</summary>
    public const string MissingOption = "NSA2007";

    /// <summary>An option does not take that value.</summary>
    public const string InvalidOptionValue = "NSA2008";

    /// <summary>There is nothing below a magic that needs lines below it.</summary>
    public const string EmptyBody = "NSA2009";

    /// <summary>Nobody is signed in yet.</summary>
    public const string NotSignedIn = "NSA2101";

    /// <summary>Several accounts are signed in and none was named.</summary>
    public const string SeveralAccounts = "NSA2102";

    /// <summary>That account is not signed in.</summary>
    public const string UnknownAccount = "NSA2103";

    /// <summary>An environment variable holds what it cannot.</summary>
    public const string InvalidEnvironment = "NSA2104";

    /// <summary>There is no connection to query.</summary>
    public const string NoConnection = "NSA2201";

    /// <summary>There is no connection of that name.</summary>
    public const string UnknownConnection = "NSA2202";

    /// <summary>The server or the database is not known.</summary>
    public const string UnknownTarget = "NSA2203";

    /// <summary>A result cannot go into a variable of that name.</summary>
    public const string InvalidVariableName = "NSA2301";

    /// <summary>A variable was asked for, but the SQL answered no rows.</summary>
    public const string NoResultSet = "NSA2302";

    /// <summary>There is no Spark session to hand rows to.</summary>
    public const string NoSparkSession = "NSA2401";

    /// <summary>There is no Spark session of that name.</summary>
    public const string UnknownSparkSession = "NSA2402";

    /// <summary>It is not said which Spark is meant.</summary>
    public const string UnknownSparkAddress = "NSA2403";

    /// <summary>The application that signed the user in may not ask for Azure Databricks.</summary>
    public const string DatabricksNotAllowed = "NSA2404";

    /// <summary>Not the host of an Azure Databricks workspace.</summary>
    public const string InvalidDatabricksHost = "NSA2405";

    /// <summary>Options that exclude each other, or one without the one that it belongs to.</summary>
    public const string OptionsDoNotFit = "NSA2406";

    /// <summary>Not a name that a temp view and a C# variable can have.</summary>
    public const string InvalidViewName = "NSA2407";

    /// <summary>A variable that should hold a frame does not.</summary>
    public const string NotAFrame = "NSA2408";

    /// <summary>Spark took longer than it was allowed.</summary>
    public const string SparkTimeout = "NSA2409";

    /// <summary>The adapter for .NET for Apache Spark is not here.</summary>
    public const string SparkAdapterMissing = "NSA2410";

    /// <summary>What shall become one view is no result set, or several.</summary>
    public const string NotOneResultSet = "NSA2411";

    /// <summary>The Spark session is of a kind that cannot do this.</summary>
    public const string NeedsSparkConnect = "NSA2412";

    /// <summary>The notebook's host refused to set a C# variable.</summary>
    public const string VariableNotSet = "NSA2901";

    /// <summary>The notebook's host runs no C# kernel.</summary>
    public const string NoCSharpKernel = "NSA2902";

    /// <summary>The notebook's host is too old for the adapter, or is not a notebook.</summary>
    public const string HostNotSupported = "NSA2903";

    /// <summary>A frame is too large for the form in which the platform hands it to another kernel.</summary>
    public const string ValueTooLargeToShare = "NSA2904";

    /// <summary>There cannot be a kernel of the name that <c>#!connect azure-sql</c> was given.</summary>
    public const string KernelNameTaken = "NSA2905";

    /// <summary>A magic's kernel has no such value, not in that form, or cannot take it.</summary>
    public const string ValueNotShared = "NSA2906";

    // 3xxx: the notebook-sql tool.

    /// <summary>The notebook's file is not there or cannot be read.</summary>
    public const string NotebookNotFound = "NSA3001";

    /// <summary>The file holds no notebook of format 4.</summary>
    public const string NotebookNotReadable = "NSA3002";

    /// <summary>The notebook, or a cell of it, is for another language than C#.</summary>
    public const string NotebookLanguage = "NSA3003";

    /// <summary>A file cannot be written where it was asked for.</summary>
    public const string OutputFile = "NSA3004";

    /// <summary>A line starts with a word that names no magic.</summary>
    public const string UnknownMagic = "NSA3005";

    /// <summary>A line that asks for a package cannot be read.</summary>
    public const string PackageDirective = "NSA3006";

    /// <summary>Packages could not be restored.</summary>
    public const string PackageRestore = "NSA3007";

    /// <summary>The notebook asks for another version of our own package than the tool carries.</summary>
    public const string OwnPackageVersion = "NSA3008";

    /// <summary>A package needs another version of an assembly than the one in use.</summary>
    public const string PackageVersionConflict = "NSA3009";

    /// <summary>The .NET SDK, which restores packages, is missing.</summary>
    public const string SdkMissing = "NSA3010";

    /// <summary>The sandbox could not be started.</summary>
    public const string SandboxNotStarted = "NSA3011";

    /// <summary>A cell asks for a line where nobody can answer.</summary>
    public const string NobodyToAsk = "NSA3012";

    // 3101-3119: the Jupyter kernel.

    /// <summary>A Jupyter connection file is not there or cannot be read.</summary>
    public const string ConnectionFile = "NSA3101";

    /// <summary>A Jupyter front end asks the kernel to listen beyond this machine.</summary>
    public const string KernelNotLocal = "NSA3102";

    /// <summary>A port that the Jupyter front end chose cannot be listened on.</summary>
    public const string KernelPorts = "NSA3103";

    /// <summary>A Jupyter kernel cannot have that name.</summary>
    public const string KernelName = "NSA3104";

    /// <summary>The Jupyter kernel's folder cannot be written or removed.</summary>
    public const string KernelFolder = "NSA3105";

    /// <summary>There is no Jupyter kernel of ours by that name.</summary>
    public const string KernelNotInstalled = "NSA3106";

    // 314x and 315x: a Python notebook in front of the tool, and what is packed for Databricks.

    /// <summary>An earlier cell was stopped and still runs.</summary>
    public const string CellDoesNotStop = "NSA3121";

    /// <summary>A file that a cell loads is not there.</summary>
    public const string LoadedFileNotFound = "NSA3122";

    /// <summary>A Python variable holds what a magic cannot take.</summary>
    public const string PythonVariable = "NSA3141";

    /// <summary>The Python side of the notebook gave no answer that can be read.</summary>
    public const string PythonAnswer = "NSA3142";

    /// <summary>The Python notebook's own Spark refused, or cannot do this.</summary>
    public const string PythonSpark = "NSA3143";

    /// <summary>The Python environment lacks a package that frames need.</summary>
    public const string PythonPackageMissing = "NSA3144";

    /// <summary>The Python package does not find the tool.</summary>
    public const string ToolNotFound = "NSA3145";

    /// <summary>The tool's kernel did not start, or ended while the notebook used it.</summary>
    public const string ChildKernelEnded = "NSA3146";

    /// <summary>A folder is no place for what is packed.</summary>
    public const string PackFolder = "NSA3151";

    /// <summary>The tool could not be published.</summary>
    public const string PackFailed = "NSA3152";

    /// <summary>A defect of the tool itself.</summary>
    public const string Unexpected = "NSA3999";
}
