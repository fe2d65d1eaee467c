"""Lays out Apache Spark, as the Python package index serves it inside PySpark, under a folder; prints its SPARK_HOME.

usage: fetch-spark.py VERSION FOLDER

What lies there already is kept, and only what it lacks is fetched. Standard library only. Exit code 1 with a line on stderr where the index does not answer or does not have it.
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
import zipfile
import zlib

INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
MAVEN = os.environ.get("MAVEN_CENTRAL_URL", "https://repo1.maven.org/maven2").rstrip("/")
FIRST_ANSWER_SECONDS = 10
JDBC_VERSION = "13.4.0.jre11"

# SHA-256 of what comes from Maven, whose own answer says nothing that a wrong mirror could not say too.
JARS = {
    f"mssql-jdbc-{JDBC_VERSION}.jar": "e36f5237c1267983e5b88dc2169f6b9d7e50eceec6dc1ca31018e3877e14af66",
    "spark-connect_2.12-3.5.1.jar": "b8916a4143bb41a0f60f421c036210fb3eb4520dbd749d9d3af3607ba8143659",
}


# No answer, an answer that is not an index's or an archive's, one that is cut short.
FAILURES = (OSError, ValueError, KeyError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error)


def get(url, accept="*/*"):
    request = urllib.request.Request(url, headers={"Accept": accept})
    return urllib.request.urlopen(request, timeout=FIRST_ANSWER_SECONDS)


def download(url, target, sha256):
    """Nothing lies at the target before it is whole and what it should be."""
    digest = hashlib.sha256()
    part = target.with_name(target.name + ".part")
    try:
        with get(url) as answer, open(part, "wb") as file:
            while piece := answer.read(1 << 20):
                digest.update(piece)
                file.write(piece)
        if sha256 and digest.hexdigest() != sha256:
            raise ValueError(f"{url} is not what it should be (SHA-256).")
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


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
    """PySpark's archive holds Spark itself below deps/, its Python below pyspark/, and Py4J as a zip below lib/."""
    with tarfile.open(archive) as tar:
        for member in tar:
            parts = pathlib.PurePosixPath(member.name).parts[1:]
            match parts:
                case ("deps", "jars" | "bin" | "sbin", *_):
                    member.name = "/".join(parts[1:])
                case ("pyspark", *_):
                    member.name = "/".join(("python", *parts))
                case ("lib", name) if name.startswith("py4j-"):
                    member.name = "/".join(("python", *parts))
                case _:
                    continue
            tar.extract(member, home, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    for py4j in (home / "python" / "lib").glob("py4j-*.zip"):
        with zipfile.ZipFile(py4j) as content:
            content.extractall(home / "python")
    if not (home / "jars").is_dir() or not (home / "python" / "pyspark").is_dir() or not (home / "python" / "py4j").is_dir():
        raise ValueError("The archive holds no Spark with its Python.")


def fetch_spark(version, folder, home):
    address, sha256 = archive_of(version)
    with tempfile.TemporaryDirectory(dir=folder) as part:
        archive, unpacked = pathlib.Path(part, "pyspark.tar.gz"), pathlib.Path(part, "spark")
        download(address, archive, sha256)
        take_spark(archive, unpacked)
        if home.exists():
            for jar in [*home.glob("*.jar"), *home.glob("connect/*.jar")]:
                target = unpacked / jar.relative_to(home)
                target.parent.mkdir(exist_ok=True)
                shutil.move(jar, target)
            shutil.rmtree(home)
        shutil.move(unpacked, home)


def add_jars(version, home):
    """The Connect server of 3.5, which is among Spark's own jars from 4.0 on, and the JDBC driver; tests that miss one say so."""
    wanted = {f"com/microsoft/sqlserver/mssql-jdbc/{JDBC_VERSION}/mssql-jdbc-{JDBC_VERSION}.jar": home}
    if not list((home / "jars").glob("spark-connect_*.jar")):
        wanted[f"org/apache/spark/spark-connect_2.12/{version}/spark-connect_2.12-{version}.jar"] = home / "connect"
    for path, folder in wanted.items():
        folder.mkdir(exist_ok=True)
        target = folder / path.rsplit("/", 1)[1]
        if target.exists():
            continue
        if target.name not in JARS:
            print(f"Without {target.name}: its SHA-256 is not written here.", file=sys.stderr)
            continue
        try:
            download(f"{MAVEN}/{path}", target, JARS[target.name])
        except (OSError, ValueError) as error:
            print(f"Without {target.name}: {MAVEN} did not give it ({error}).", file=sys.stderr)


def main():
    version, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    home = folder / f"spark-{version}"
    if not (home / "python" / "pyspark").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            fetch_spark(version, folder, home)
        except FAILURES as error:
            if not (home / "jars").is_dir():
                raise
            print(f"Without the Python of Spark {version}: {error}", file=sys.stderr)
    add_jars(version, home)
    print(home)


try:
    main()
except FAILURES as error:
    print(f"No Spark {sys.argv[1]} from {INDEX}: {error}", file=sys.stderr)
    sys.exit(1)
