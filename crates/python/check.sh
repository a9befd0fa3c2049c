#!/usr/bin/env bash
# Checks the Python package in a clean environment: builds the wheel, installs it, runs pytest and mypy.
#   check.sh smoke   all but the Spark cluster (the default)
#   check.sh full    all
# Needs the Rust toolchain and Python 3.11 or later; installs the rest (Java through apt-get, where there is none).
set -euo pipefail
cd "$(dirname "$0")"
mode=${1:-smoke}
work=${COPYDESK_PYTHON_CHECK:-../../target/python-check}
mkdir -p "$work"
work=$(cd "$work" && pwd)

step() { printf '\n== python: %s (%ss)\n' "$1" "$SECONDS"; }

step "environment"
if ! command -v java > /dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless > /dev/null
  else
    echo "no java: Spark needs a JRE 17 or later"; exit 1
  fi
fi
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
python=$work/venv/bin/python
"$python" -m pip install -q --disable-pip-version-check -r requirements-check.txt

step "wheel"
rm -rf "$work/dist"
"$work/venv/bin/maturin" build --quiet --locked --profile "${COPYDESK_PROFILE:-quick}" --out "$work/dist" --interpreter "$python"
"$python" -m pip install -q --disable-pip-version-check --force-reinstall --no-deps "$work"/dist/copydesk-*.whl
ls -l "$work"/dist/

step "mypy"
"$python" -m mypy --cache-dir "$work/mypy" python/copydesk tests

step "pytest"
select=(--ignore tests/test_spark_cluster.py)
[ "$mode" = full ] && select=()
"$python" -m pytest -p no:cacheprovider "${select[@]}" tests
step "done"
