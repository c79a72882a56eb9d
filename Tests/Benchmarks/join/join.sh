# Rows join and join-herd, and what a connection costs in memory: 2,000 boards that join a hub, connect over TLS, and come back after the
# broker was started anew.
join_count=${LITFASS_JOIN_COUNT:-2000}
join=$work/join
mkdir -p "$join"
clang -O2 -o "$work/bare-handshakes" Tests/Benchmarks/join/bare-handshakes.c -lssl -lcrypto -lpthread

# memory PID: resident, in KiB.
memory() { sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$1/status"; }
# stop PID: ends it and waits for that.
stop() {
    kill -TERM "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}
start_broker() {
    "$programs/litfass-hub" broker --state "$join/hub" --port "$mqtt" >>"$join/broker.log" 2>&1 &
    broker=$!
    wait_for "$mqtt"
}

mqtt=$(free_port 24830) joining=$(free_port 24930) http=$(free_port 24080)
echo '{"cell": "barleben", "municipality": "Gemeinde Barleben", "timeZone": "Europe/Berlin"}' >"$join/hub.json"
start_broker
"$programs/litfass-hub" serve --state "$join/hub" --configuration "$join/hub.json" --layouts Layouts --devices Devices \
    --join-port "$joining" --http "$http" >"$join/hub.log" 2>&1 &
hub=$!
wait_for "$http"
wait_for "$joining"
hub_before=$(memory "$hub")
"$programs/litfass-hub" provisioning --state "$join/hub" --host 127.0.0.1 --port "$mqtt" --join-port "$joining" \
    --page "http://127.0.0.1:$http" >"$join/provisioning.json"
seconds=$("$programs/litfass-sim" join --hub "http://127.0.0.1:$http" --token-file "$join/hub/token" \
    --provisioning "$join/provisioning.json" --count "$join_count" --out "$join/identities" | sed -n 's/^join //p')
row join "$(awk "BEGIN { printf \"%.1f\", $join_count / ${seconds:-0} }")" boards/s "the limit alone" 10 "peer" 'value >= other'

# What the broker can do at best, by somebody who does nothing else.
stop "$broker"
start_broker
sleep 2
limit=$("$work/bare-handshakes" "$mqtt" "$join/identities" "$join_count")
stop "$broker"
start_broker
sleep 2
before=$(memory "$broker")
mkfifo "$join/orders"
"$programs/litfass-sim" reconnect --provisioning "$join/provisioning.json" --identities "$join/identities" \
    --count "$join_count" --cell barleben <"$join/orders" >"$join/reconnect.log" 2>"$join/reconnect.err" &
fleet=$!
exec 4>"$join/orders"
for _ in {1..1200}; do ! grep -q '^connected' "$join/reconnect.log" || break; sleep 0.1; done
row "broker memory" "$(awk "BEGIN { printf \"%.1f\", ($(memory "$broker") - $before) / $join_count }")" KiB/connection \
    "what TLS cost it when measured" 25 "peer x 1.5" 'value <= other * 1.5'
row "hub memory" "$(awk "BEGIN { printf \"%.1f\", ($(memory "$hub") - $hub_before) / $join_count }")" KiB/board \
    "the limit alone" 50 "peer" 'value <= other'
stop "$broker"
start_broker
echo back >&4
for _ in {1..1200}; do ! grep -q '^reconnect' "$join/reconnect.log" || break; sleep 0.1; done
row join-herd "$(sed -n 's/^reconnect \([0-9.]*\) .*/\1/p' "$join/reconnect.log")" s "the broker's own limit" "$limit" \
    "peer x 1.5" 'value <= other * 1.5'
exec 4>&-
stop "$fleet"
stop "$hub"
stop "$broker"
