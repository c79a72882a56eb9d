# Row board-memory: the real board with a stored programme and no network. Reads what drawing.sh has set up.
# The panel's own memory is left out: a framebuffer has it in its device, here a file stands in for it.
board_memory() {
    local state=$work/board pid kilobytes
    mkdir -p "$state/sys"
    "$bench" state --layout "$sidebar" --out "$state" || return 0
    # Nobody listens on the discard port.
    "$board" --board marktplatz --cell barleben --profile Devices/board-landscape-55.json \
        --root-key "$state/root.pem" --broker 127.0.0.1:9 --state "$state" --panel "$work/board.raw" \
        --sysfs "$state/sys" >"$work/board.log" 2>&1 </dev/null &
    pid=$!
    for _ in {1..200}; do
        ! grep -q "is on the panel" "$work/board.log" 2>/dev/null || break
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    grep -q "is on the panel" "$work/board.log" || cat "$work/board.log" >&2
    # Long enough for the first attempts at the broker.
    sleep 2
    kilobytes=$(awk '/^[0-9a-f]+-[0-9a-f]+ / { isPanel = $NF ~ /board\.raw$/ } /^Pss:/ && !isPanel { sum += $2 } END { print sum }' \
        "/proc/$pid/smaps")
    kill -TERM "$pid"
    wait "$pid" || true
    awk -v kilobytes="$kilobytes" 'BEGIN { if (kilobytes != "") printf "%.1f\n", kilobytes / 1024 }'
}
value=$(board_memory)
row board-memory "$value" MiB "the limit alone" 45 "peer" 'value <= other'
other=$(chromium memory "$page")
[ -z "$other" ] && skip board-memory "$value" MiB || row board-memory "$value" MiB "Chromium's processes" "$other" \
    "peer / 8" 'value * 8 <= other'
