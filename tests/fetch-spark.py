"""Lays out Apache Spark, as the Python package index serves it inside PySpark, under a folder; prints its SPARK_HOME.

usage: fetch-spark.py VERSION FOLDER

Standard library only. Exit code 1 with a line on stderr where the index does not answer or does not have it.
PIP_INDEX_URL names another index, MAVEN_CENTRAL_URL another Maven repository (for the jars that PySpark does not carry).
"""

import hashlib
import json
import os
import pathlib
import shutil
import sys
import tarfile
import tempfile
import urllib.error
import urllib.parse
import urllib.request

INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
MAVEN = os.environ.get("MAVEN_CENTRAL_URL", "https://repo1.maven.org/maven2").rstrip("/")
FIRST_ANSWER_SECONDS = 10
JDBC_VERSION = "13.4.0.jre11"


def get(url, accept="*/*"):
    request = urllib.request.Request(url, headers={"Accept": accept})
    return urllib.request.urlopen(request, timeout=FIRST_ANSWER_SECONDS)


def download(url, target, sha256=None):
    digest = hashlib.sha256()
    with get(url) as answer, open(target, "wb") as file:
        while piece := answer.read(1 << 20):
            digest.update(piece)
            file.write(piece)
    if sha256 and digest.hexdigest() != sha256:
        raise ValueError(f"{url} is not what its index says (SHA-256).")


def archive_of(version):
    """The source archive's address and hash, by the index's JSON form (PEP 691)."""
    page = f"{INDEX}/pyspark/"
    with get(page, "application/vnd.pypi.simple.v1+json") as answer:
        files = json.load(answer)["files"]
    name = f"pyspark-{version}.tar.gz"
    found = next((file for file in files if file["filename"] == name), None)
    if found is None:
        raise ValueError(f"{page} has no {name}.")
    return urllib.parse.urljoin(page, found["url"]), found["hashes"].get("sha256")


def take_spark(archive, home):
    """PySpark's archive holds Spark itself below deps/."""
    with tarfile.open(archive) as tar:
        for member in tar:
            parts = pathlib.PurePosixPath(member.name).parts
            if len(parts) > 2 and parts[1] == "deps" and parts[2] in ("jars", "bin", "sbin") and ".." not in parts:
                member.name = "/".join(parts[2:])
                tar.extract(member, home)
    if not (home / "jars").is_dir():
        raise ValueError("The archive holds no Spark.")


def add_jars(version, home):
    """The Connect server of 3.5, which is among Spark's own jars from 4.0 on, and the JDBC driver; tests that miss one say so."""
    wanted = {f"com/microsoft/sqlserver/mssql-jdbc/{JDBC_VERSION}/mssql-jdbc-{JDBC_VERSION}.jar": home}
    if not list((home / "jars").glob("spark-connect_*.jar")):
        wanted[f"org/apache/spark/spark-connect_2.12/{version}/spark-connect_2.12-{version}.jar"] = home / "connect"
    for path, folder in wanted.items():
        folder.mkdir(exist_ok=True)
        target = folder / path.rsplit("/", 1)[1]
        try:
            download(f"{MAVEN}/{path}", target)
        except OSError as error:
            target.unlink(missing_ok=True)
            print(f"Without {target.name}: {MAVEN} did not give it ({error}).", file=sys.stderr)


def main():
    version, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    home = folder / f"spark-{version}"
    if not home.exists():
        folder.mkdir(parents=True, exist_ok=True)
        address, sha256 = archive_of(version)
        with tempfile.TemporaryDirectory(dir=folder) as part:
            archive, unpacked = pathlib.Path(part, "pyspark.tar.gz"), pathlib.Path(part, "spark")
            download(address, archive, sha256)
            take_spark(archive, unpacked)
            add_jars(version, unpacked)
            shutil.move(unpacked, home)
    print(home)


try:
    main()
except (OSError, ValueError, KeyError) as error:
    print(f"No Spark {sys.argv[1]} from {INDEX}: {error}", file=sys.stderr)
    sys.exit(1)
