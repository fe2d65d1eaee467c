# Databricks notebook source
# MAGIC %md
# MAGIC # Azure SQL, as yourself
# MAGIC Cells that begin with `#!` sign you in, query Azure SQL and bring the rows back: no stored secret, and the database's audit shows you.
# MAGIC
# MAGIC Without Azure, run `%config NotebookSqlAuth.sandbox = True` before the first such cell: database and users are then made up.

# COMMAND ----------

# MAGIC %pip install --no-deps {wheel}

# COMMAND ----------

# MAGIC %load_ext notebook_sql_auth

# COMMAND ----------

# MAGIC %config NotebookSqlAuth.tool = "{tool}"

# COMMAND ----------

#!aad-login

# COMMAND ----------

# MAGIC %md
# MAGIC Where the next cell names no server and database, the environment has to: `#!sql-connect --server srv --database sales`.

# COMMAND ----------

#!sql-connect{target}

# COMMAND ----------

minimum = 500

# COMMAND ----------

#!sql-query --name orders
SELECT OrderId, Channel, Total
FROM sales.Orders
WHERE Total > @minimum      -- the Python variable, sent as a typed parameter

# COMMAND ----------

# orders is a pandas DataFrame.
orders.groupby("Channel")["Total"].agg(["count", "max"])

# COMMAND ----------

#!sql-query --spark all_orders
SELECT OrderId, Channel, Total
FROM sales.Orders           -- streams to Spark: all_orders is a Spark DataFrame and a temp view

# COMMAND ----------

display(spark.sql("SELECT Channel, COUNT(*) AS Orders, SUM(Total) AS Revenue FROM all_orders GROUP BY Channel ORDER BY Channel"))
