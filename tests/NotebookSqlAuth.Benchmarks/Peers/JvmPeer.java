import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.python.PythonSQLUtils;

/**
 * The bare calls of the JVM bridge on an Arrow stream that lies on disk, without a bridge: the floor for .NET for Apache Spark.
 * Reads a line "ARROW_FILE<tab>SCHEMA_FILE<tab>SQL", answers "hand-over seconds<tab>query seconds<tab>rows".
 */
public final class JvmPeer {
    public static void main(String[] args) throws Exception {
        var spark = SparkSession.builder().master("local[2]").getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        System.out.println("ready");
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var parts = line.split("\t");
            var schema = Files.readString(Path.of(parts[1]));
            var start = System.nanoTime();
            var batches = PythonSQLUtils.readArrowStreamFromFile(parts[0]);
            PythonSQLUtils.toDataFrame(batches, schema, spark).createOrReplaceTempView("orders");
            var handedOver = System.nanoTime();
            var rows = spark.sql(parts[2]).collectAsList();
            var end = System.nanoTime();
            System.out.println((handedOver - start) / 1e9 + "\t" + (end - handedOver) / 1e9 + "\t" + rows);
        }
    }
}
