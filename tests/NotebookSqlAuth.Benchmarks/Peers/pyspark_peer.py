"""The recipe that the product replaces: pandas to Spark by PySpark's createDataFrame, in a classic session.

Reads a line "ARROW_FILE<tab>arrow|rows<tab>SQL", answers "hand-over seconds<tab>query seconds<tab>rows".
The pandas frame is made of the Arrow file beforehand and is not timed.
"""

import sys
import time

import pyarrow.ipc
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
frames = {}
print("ready", flush=True)
for line in sys.stdin:
    path, way, query = line.rstrip("\n").split("\t")
    if path not in frames:
        with pyarrow.ipc.open_stream(path) as reader:
            frames = {path: reader.read_all().to_pandas()}
    spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", str(way == "arrow").lower())
    spark.conf.set("spark.sql.execution.arrow.pyspark.fallback.enabled", "false")
    start = time.perf_counter()
    spark.createDataFrame(frames[path]).createOrReplaceTempView("orders")
    handed_over = time.perf_counter()
    rows = spark.sql(query).collect()
    end = time.perf_counter()
    print(f"{handed_over - start}\t{end - handed_over}\t{[list(row) for row in rows]}", flush=True)
