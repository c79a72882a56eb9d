# Rows idle-board wire and disk: what a board that shows a clock and the council's meetings, polled every five minutes, sends,
# receives and writes in a day, from what it does in half an hour after the first minute: what says nothing new comes twice an hour.
idle_minutes=30
idle=$work/idle
mkdir -p "$idle/sys"
mqtt=$(free_port 24830) http=$(free_port 24080) council=$(free_port 24900) line=$(free_port 25830)
sed -e "s#http://127.0.0.1:9/#http://127.0.0.1:$council/#" -e 's#"pictureIntervalSeconds": 5#"pictureIntervalSeconds": 3600#' \
    -e 's#"intervalSeconds": 60#"intervalSeconds": 300#' Firmware-Sim/Scenarios/hub.json >"$idle/hub.json"
cp Firmware-Sim/Scenarios/arms.svg "$idle/"
idle_pids=()
"$programs/litfass-sim" council --port "$council" --scenario Firmware-Sim/Scenarios/council.json >"$idle/council.log" 2>&1 &
idle_pids+=($!)
"$programs/litfass-hub" broker --state "$idle/state" --port "$mqtt" >"$idle/broker.log" 2>&1 &
idle_pids+=($!)
wait_for "$mqtt"
"$programs/litfass-hub" serve --state "$idle/state" --configuration "$idle/hub.json" --layouts Layouts --devices Devices \
    --broker "127.0.0.1:$mqtt" --http "$http" >"$idle/hub.log" 2>&1 &
idle_pids+=($!)
wait_for "$http"
# Counts what passes, in both directions, with 40 bytes of IP and TCP header for each segment.
python3 Tests/Benchmarks/wire/counting-line.py "$line" "$mqtt" "$idle/bytes" &
idle_pids+=($!)
wait_for "$line"
"$programs/litfass-board" --board marktplatz --cell barleben --profile Devices/board-landscape-55.json \
    --root-key "$idle/state/root.pub.pem" --broker "127.0.0.1:$line" --state "$idle/board" --panel /dev/shm/litfass-idle.raw \
    --sysfs "$idle/sys" >"$idle/board.log" 2>&1 &
board_pid=$!
idle_pids+=($!)
sleep 60
written() { sed -n 's/^write_bytes: //p' "/proc/$board_pid/io"; }
bytes=$(cat "$idle/bytes") disk=$(written)
sleep $((idle_minutes * 60))
bytes=$(($(cat "$idle/bytes") - bytes)) disk=$(($(written) - disk))
day=$((1440 / idle_minutes))
row "idle-board wire" "$(awk "BEGIN { printf \"%.2f\", $bytes * $day / 1e6 }")" MB/day "the limit alone" 2 "peer" 'value <= other'
row "idle-board disk" "$(awk "BEGIN { printf \"%.2f\", $disk * $day / 1e6 }")" MB/day "the limit alone" 5 "peer" 'value <= other'
kill -TERM "${idle_pids[@]}" 2>/dev/null || true
wait "${idle_pids[@]}" 2>/dev/null || true
rm -f /dev/shm/litfass-idle.raw
