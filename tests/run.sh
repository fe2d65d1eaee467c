#!/usr/bin/env bash
# Builds everything, installs what the tests need where this machine allows it, runs every test, and at last
# searches all that the run left behind for the secrets it handed out.
# Prints `N passed, N failed` (`, N skipped`) alone on its last line; exits non-zero on any failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A real Apache Spark of each line, unless the environment names one: PySpark's archives hold it. Fetched once, where a Python index answers.
for line in 3:3.5.1 4:4.1.4; do
  variable=SPARK_HOME_${line%%:*}
  if [[ -z ${!variable:-} ]] && command -v python3 >/dev/null; then
    home=$(python3 tests/fetch-spark.py "${line#*:}" "${XDG_CACHE_HOME:-$HOME/.cache}/notebooksqlauth-spark") && export "$variable=$home" ||
      echo "Without $variable the tests on that Spark will be skipped."
  fi
done

# The browser, Node.js for an independent TDS client, Jupyter with its clients and its own kernel, Java for Spark, what its PySpark
# needs to read our Arrow, and what builds and installs our Python package. Tests that miss them skip themselves aloud.
missing=()
if [[ -n ${SPARK_HOME_3:-}${SPARK_HOME_4:-} ]]; then
  command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
  /usr/bin/python3 -c 'import pandas' 2>/dev/null || missing+=(python3-pandas)
fi
command -v chromium >/dev/null || missing+=(chromium fonts-dejavu-core)
command -v npm >/dev/null || missing+=(nodejs npm)
/usr/bin/python3 -c 'import nbformat, nbclient, jupyter_kernel_test, jupyter_console, notebook, ipykernel' 2>/dev/null ||
  missing+=(python3-nbformat python3-nbclient python3-jupyter-kernel-test jupyter-console jupyter-notebook python3-ipykernel)
/usr/bin/python3 -c 'import setuptools, wheel, pip, venv, ensurepip' 2>/dev/null || missing+=(python3-venv python3-pip python3-setuptools python3-wheel)
if ((${#missing[@]})) && command -v apt-get >/dev/null; then
  as_root=()
  if [[ $(id -u) != 0 ]]; then as_root=(sudo -n); fi
  if [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null; then
    echo "Installing ${missing[*]}"
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
      ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      echo "Could not install ${missing[*]}: the tests that need them will be skipped."
  else
    echo "Not root and no passwordless sudo: without ${missing[*]} some tests will be skipped."
  fi
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build NotebookSqlAuth.sln -c Release -v quiet || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

# Everything the run writes lies under one folder, so that all of it can be searched. The list of secrets lies beside it.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/run/tmp" "$scratch/run/results"
export TMPDIR="$scratch/run/tmp" TMP="$scratch/run/tmp" TEMP="$scratch/run/tmp"
export NOTEBOOKSQLAUTH_SANDBOX_SECRET_LEDGER="$scratch/ledger"
# A build server that a test starts would keep that temporary folder beyond its life.
export MSBUILDDISABLENODEREUSE=1
# A killed process leaves the runtime's debugging socket behind, which the search for secrets could not read.
export DOTNET_EnableDiagnostics=0

# A run in the background inherits an ignored Ctrl-C, which a shell cannot take back; the tests of Ctrl-C need the default.
as_in_foreground=()
if env --default-signal=INT true 2>/dev/null; then as_in_foreground=(env --default-signal=INT); fi

passed=0 failed=0 skipped=0
failures="$scratch/failures"
# run_project FOLDER: runs one test project (its own program: xunit v3) and adds its results, counted from its result file, to the totals.
run_project() {
  local name results exit_code counters here
  name=$(basename "$1")
  results="$scratch/run/results/$name.trx"
  echo "== $name"
  ${as_in_foreground[@]+"${as_in_foreground[@]}"} dotnet "$1/bin/Release/net10.0/$name.dll" -noColor -noLogo -result-trx "$results" 2>&1 | tee "$scratch/run/$name.log"
  exit_code=${PIPESTATUS[0]}
  # Each failure with the beginning of its message, for the end of the record: that is the part that people see.
  awk -v name="$name" '/ \[FAIL\]$/ { left = 5; print "in " name ":" } left > 0 { print substr($0, 1, 240); left-- }' "$scratch/run/$name.log" >>"$failures"
  counters=$(grep -o '<Counters [^>]*>' "$results" 2>/dev/null)
  if [[ -z $counters ]]; then
    echo "$name left no results (exit code $exit_code)." | tee -a "$failures"
    failed=$((failed + 1))
    return
  fi
  count() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }
  passed=$((passed + $(count passed)))
  skipped=$((skipped + $(count total) - $(count executed)))
  here=$(($(count executed) - $(count passed)))
  if ((here == 0 && exit_code != 0)); then
    echo "$name exited with $exit_code although no test failed." | tee -a "$failures"
    here=1
  fi
  failed=$((failed + here))
}

for project in tests/*/*.Tests.csproj; do
  [[ $project == */NotebookSqlAuth.Secrets.Tests.csproj ]] || run_project "$(dirname "$project")"
done
NOTEBOOKSQLAUTH_TEST_RUN_FOLDER="$scratch/run" run_project tests/NotebookSqlAuth.Secrets.Tests

if [[ -s $failures ]]; then
  echo "== What failed"
  cat "$failures"
fi
summary="$passed passed, $failed failed"
((skipped == 0)) || summary+=", $skipped skipped"
echo "$summary"
((failed == 0 && passed > 0))
