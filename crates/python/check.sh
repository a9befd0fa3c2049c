#!/usr/bin/env bash
# Checks the Python package in a clean environment: builds the wheel, installs it, runs mypy and pytest.
#   check.sh smoke   all but the Spark cluster (the default)
#   check.sh full    all
# Needs the Rust toolchain and Python 3.11 or later; installs the rest (Java through apt-get, where there is none).
# COPYDESK_PROFILE is the build's profile (release), COPYDESK_PYTHON_CHECK the directory to work in.
set -euo pipefail
cd "$(dirname "$0")"
mode=${1:-smoke}
work=${COPYDESK_PYTHON_CHECK:-../../target/python-check}
mkdir -p "$work"
work=$(cd "$work" && pwd)

step() { printf '\n== python: %s (%ss)\n' "$1" "$SECONDS"; }

step "environment"
if ! java -version > /dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless > "$work/java.log" 2>&1 \
      || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless >> "$work/java.log" 2>&1 \
      || { cat "$work/java.log"; exit 1; }
  else
    echo "no java: Spark needs a JRE 17 or later"; exit 1
  fi
fi
# Made anew each time: what an earlier run installed proves nothing. pip keeps its downloads.
rm -rf "$work/venv" "$work/dist"
python3 -m venv "$work/venv"
python=$work/venv/bin/python
"$python" -m pip install -q --disable-pip-version-check -r requirements-check.txt

step "wheel"
"$work/venv/bin/maturin" build --quiet --locked --profile "${COPYDESK_PROFILE:-release}" --out "$work/dist" --interpreter "$python"
"$python" -m pip install -q --disable-pip-version-check "$(ls "$work"/dist/copydesk-*.whl)[arrow,pandas,polars,spacy,spark]"
ls -l "$work"/dist/

step "mypy"
"$python" -m mypy --cache-dir "$work/mypy" python/copydesk tests bench

step "pytest"
select=(--ignore tests/test_spark_cluster.py)
[ "$mode" = full ] && select=()
"$python" -m pytest -p no:cacheprovider --durations 5 "${select[@]}" tests
step "done"
