# Rows idle-board wire and disk: what a board that shows a clock and the meetings of three councils, each polled every five minutes,
# sends, receives and writes in a day, from what it does in half an hour after the first minute: what says nothing new comes twice
# an hour.
idle_minutes=30
idle=$work/idle
mkdir -p "$idle/sys" "$idle/layouts"
mqtt=$(free_port 24830) http=$(free_port 24080) council=$(free_port 24900) line=$(free_port 25830) join=$(free_port 25930)
cp Layouts/*.json "$idle/layouts/"
cp -r Layouts/calendars "$idle/layouts/"
cp Firmware-Sim/Scenarios/arms.svg "$idle/"
python3 - "$council" "$idle" <<'EOT'
import json, sys

port, idle = sys.argv[1:]
feeds = ["barleben", "wolmirstedt", "haldensleben"]
hub = json.load(open("Firmware-Sim/Scenarios/hub.json"))
hub["pictureIntervalSeconds"] = 3600
hub["feeds"] = [
    {"name": name, "format": "oparl", "url": f"http://127.0.0.1:{port}/oparl/system", "intervalSeconds": 300} for name in feeds
]
hub["boards"] = [hub["boards"][0] | {"layout": "three-councils", "feeds": feeds}]
json.dump(hub, open(idle + "/hub.json", "w"))
zone = {"surface": "sand", "distance": "detail"}
meetings = [zone | {"weight": 1, "widget": "meetings", "feed": name, "most": 2} for name in feeds]
rows = [
    zone | {"widget": "masthead"},
    {"weight": 1, "columns": [zone | {"weight": 1, "widget": "notice"}, {"weight": 1, "rows": meetings}]},
    zone | {"widget": "sources"},
]
layout = {"name": "three-councils", "title": "Drei Räte", "arrangements": {"landscape": {"rows": rows}}}
json.dump(layout, open(idle + "/layouts/three-councils.json", "w"))
EOT
idle_pids=()
"$programs/litfass-sim" council --port "$council" --scenario Firmware-Sim/Scenarios/council.json >"$idle/council.log" 2>&1 &
idle_pids+=($!)
"$programs/litfass-hub" broker --state "$idle/state" --port "$mqtt" >"$idle/broker.log" 2>&1 &
idle_pids+=($!)
wait_for "$mqtt"
"$programs/litfass-hub" serve --state "$idle/state" --configuration "$idle/hub.json" --layouts "$idle/layouts" --devices Devices \
    --join-port "$join" --http "$http" >"$idle/hub.log" 2>&1 &
idle_pids+=($!)
wait_for "$http"
# Counts what passes, in both directions, with 40 bytes of IP and TCP header for each segment.
python3 Tests/Benchmarks/wire/counting-line.py "$line" "$mqtt" "$idle/bytes" &
idle_pids+=($!)
wait_for "$line"
"$programs/litfass-hub" provisioning --state "$idle/state" --host 127.0.0.1 --port "$line" --join-port "$join" \
    --page "http://127.0.0.1:$http" >"$idle/provisioning.json"
"$programs/litfass-board" --provisioning "$idle/provisioning.json" --profile Devices/board-landscape-55.json \
    --state "$idle/board" --panel /dev/shm/litfass-idle.raw --sysfs "$idle/sys" >"$idle/board.log" 2>&1 &
board_pid=$!
idle_pids+=($!)
for _ in {1..100}; do ! grep -q "with the code" "$idle/board.log" || break; sleep 0.1; done
"$programs/litfass" join "$(sed -n 's/.*with the code //p' "$idle/board.log")" --name marktplatz --hub "http://127.0.0.1:$http" \
    --token-file "$idle/state/token" >"$idle/join.log" 2>&1 || cat "$idle/join.log" >&2
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
