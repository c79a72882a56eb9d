# Rows ingest-health and ingest-events, each with its throughput and its processor time: a hub against a bare subscriber of the
# same stream.

clang -O2 -o "$work/bare-subscriber" Tests/Benchmarks/wire/bare-subscriber.c -lmosquitto

# ingest STREAM BOARDS COUNT: prints rows; needs a fleet.
ingest() {
    local stream=$1 boards=$2 count=$3 hub_rate= hub_cost= rate= cost= bare
    # The hub first answers a question for the time, or acknowledges a batch, when it has taken all before.
    read -r hub_rate hub_cost < <("$programs/litfass-sim" ingest "$stream" --broker "127.0.0.1:$mqtt" --cell barleben \
        --prefix sim --boards "$boards" --count "$count" --pid "${fleet_pids[1]}" | sed -n 's/^ingest //p') || true
    # Events are preceded by one message a board, health is followed by one in all.
    local total=$((count + ($([ "$stream" = events ] && echo "$boards" || echo 1))))
    "$work/bare-subscriber" 127.0.0.1 "$mqtt" 'litfass/1/bare/+/up/+' "$total" bench/done >"$work/bare.log" &
    bare=$!
    for _ in {1..100}; do ! grep -q ready "$work/bare.log" || break; sleep 0.1; done
    read -r rate cost < <("$programs/litfass-sim" ingest "$stream" --broker "127.0.0.1:$mqtt" --cell bare \
        --prefix sim --boards "$boards" --count "$count" --pid "$bare" --done bench/done | sed -n 's/^ingest //p') || true
    kill -TERM "$bare" 2>/dev/null || true
    wait "$bare" 2>/dev/null || true
    row "ingest-$stream throughput" "$hub_rate" /s "bare subscriber in C" "$rate" "peer x 0.8" 'value >= other * 0.8'
    row "ingest-$stream processor" "$hub_cost" us "bare subscriber in C" "$cost" "peer x 2" 'value <= other * 2'
}

fleet 100 && ingest health 100 50000 && ingest events 100 5000
end_fleet
