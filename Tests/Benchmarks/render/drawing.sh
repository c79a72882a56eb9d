# Rows cold-frame, warm-redraw and clock-zone: from content to a 1080p picture.
chromium_tools=.build/benchmark-tools/chromium
if ! PYTHONPATH=$chromium_tools python3 -c 'import websocket' 2>/dev/null; then
    python3 -m pip install --quiet --disable-pip-version-check --target "$chromium_tools" websocket-client \
        >"$work/chromium.log" 2>&1 || true
fi
# chromium MODE …: what chromium.py prints; nothing when there is no Chromium or it cannot be talked to.
chromium() {
    type -P chromium >/dev/null || return 0
    TMPDIR=$work PYTHONPATH=$chromium_tools python3 Tests/Benchmarks/render/chromium.py "$@" 2>>"$work/chromium.log" || true
}
page=Tests/Benchmarks/render/page.html
sidebar=Layouts/notice-with-sidebar.json
# skip NAME VALUE UNIT: the row of a measure without its peer, and why there is none.
skip() {
    local why="Debian's chromium is not installed"
    ! type -P chromium >/dev/null || why=$(tail -n 1 "$work/chromium.log" 2>/dev/null || true)
    echo "$1 | ${2:-missing} $3 | skipped: ${why:-Chromium said nothing}"
}

# A panel's memory is no file on a disk: where there is memory to be had as files, the frame goes there.
frame=$work/frame.raw
[ ! -w /dev/shm ] || frame=$(mktemp /dev/shm/litfass-benchmarks.XXXXXX)
read -r value other < <(chromium cold "$page" "$bench" drawing --layout "$sidebar" --once "$frame") || true
rm -f "$frame"
[ -z "${value:-}" ] && skip cold-frame "" ms || row cold-frame "$value" ms "Chromium's --screenshot" "$other" "peer / 10" \
    'value * 10 <= other'

"$bench" drawing --layout "$sidebar" >"$work/drawing.log" || {
    cat "$work/drawing.log" >&2
    status=1
}
read -r value least < <(sed -n 's/^warm-redraw //p' "$work/drawing.log") || true
other=$(chromium warm "$page")
[ -z "$other" ] && skip warm-redraw "${value:-}" ms || row warm-redraw "${value:-}" ms "Chromium's captureScreenshot" \
    "$other" "peer / 100" 'value * 100 <= other'
row warm-redraw "${value:-}" ms "frame memset + photo blit" "${least:-}" "peer x 8" 'value <= other * 8'

read -r value other < <(sed -n 's/^clock-zone //p' "$work/drawing.log") || true
row clock-zone "${value:-}" ms "frame memset" "${other:-}" "peer x 0.3" 'value <= other * 0.3'
