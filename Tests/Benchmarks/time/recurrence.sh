# Row recurrence: the starts of 2,000 rules, the same as python-dateutil finds.
rules=Tests/SignageTests/Timing/Fixtures/recurrences.txt
read -r value starts < <("$bench" recurrence "$rules" | sed -n 's/^recurrence //p') || true
dateutil=.build/benchmark-tools/dateutil
if ! PYTHONPATH=$dateutil python3 -c 'import dateutil' 2>/dev/null; then
    python3 -m pip install --quiet --disable-pip-version-check --target "$dateutil" python-dateutil \
        >"$work/pip-dateutil.log" 2>&1 || true
fi
if PYTHONPATH=$dateutil python3 -c 'import dateutil' 2>/dev/null; then
    read -r other others < <(PYTHONPATH=$dateutil python3 Tests/Benchmarks/time/recurrence.py "$rules") || true
    if [ -n "${others:-}" ] && [ "${starts:-}" != "$others" ]; then
        echo "recurrence: ${starts:-no} starts here, $others in python-dateutil" >&2
        status=1
    fi
    row recurrence "${value:-}" ms "python-dateutil, same rules" "${other:-}" "peer / 20" 'value * 20 <= other'
else
    echo "recurrence | ${value:-missing} ms | skipped: python-dateutil is not installed and pip could not fetch it"
fi
