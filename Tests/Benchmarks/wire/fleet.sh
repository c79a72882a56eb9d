# Rows document-100, publish-1000 and publish-10000, interrupt-all: a hub and simulated boards on a broker of their own.

# fleet COUNT: a broker and a hub with so many boards; sets $mqtt, $http, $token and $fleet_pids.
fleet() {
    fleet_state=$work/fleet-$1
    mkdir -p "$fleet_state"
    mqtt=$(free_port 24830) http=$(free_port 24080) join=$(free_port 24930)
    python3 - "$1" >"$fleet_state/hub.json" <<'PY'
import json, sys
boards = [{"name": f"sim-{i}", "title": f"Tafel {i}", "profile": "board-landscape-55", "layout": "notice-alone"}
          for i in range(1, int(sys.argv[1]) + 1)]
print(json.dumps({"cell": "barleben", "municipality": "Gemeinde Barleben", "timeZone": "Europe/Berlin", "boards": boards}))
PY
    # The same broker with a port for everybody: what is measured is the messages. What certificates cost is a row of join.
    "$programs/litfass-hub" broker --state "$fleet_state/state" --port "$(free_port 24730)" --print >"$fleet_state/mosquitto.conf"
    printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$mqtt" >>"$fleet_state/mosquitto.conf"
    mosquitto=$(PATH=$PATH:/usr/sbin command -v mosquitto)
    "$mosquitto" -c "$fleet_state/mosquitto.conf" >"$fleet_state/broker.log" 2>&1 &
    fleet_pids=($!)
    wait_for "$mqtt" || return 1
    "$programs/litfass-hub" serve --state "$fleet_state/state" --configuration "$fleet_state/hub.json" --layouts Layouts \
        --devices Devices --broker "127.0.0.1:$mqtt" --join-port "$join" --http "$http" >"$fleet_state/hub.log" 2>&1 &
    fleet_pids+=($!)
    wait_for "$http" || { cat "$fleet_state/hub.log" >&2; return 1; }
    token=$fleet_state/state/token
}

# measure WHAT COUNT [OPTION…]: prints the figures of litfass-sim fleet.
measure() {
    local what=$1 count=$2
    shift 2
    "$programs/litfass-sim" fleet "$what" --hub "http://127.0.0.1:$http" --token-file "$token" \
        --broker "127.0.0.1:$mqtt" --cell barleben --prefix sim --count "$count" "$@" | sed -n "s/^$what //p"
}

end_fleet() {
    kill -TERM "${fleet_pids[@]}" 2>/dev/null || true
    wait "${fleet_pids[@]}" 2>/dev/null || true
}

# A small photo that is as long as 1 MiB: comments before its pixels.
python3 - "$work/long.jpg" <<'PY'
import random, sys
small = open("Tests/RenderTests/Fixtures/Images/orientation-1.jpg", "rb").read()
random.seed(1)
data = bytearray(small[:2])
while len(data) + len(small) < 1 << 20:
    data += b"\xff\xfe\xff\xff" + random.randbytes(0xFFFD)
open(sys.argv[1], "wb").write(data + small[2:])
PY

value= other=
fleet 100 && read -r value other < <(measure document 100 --image "$work/long.jpg") || true
row document-100 "${value:-}" bytes "the document, 1 MiB to 100 boards" "${other:-}" "peer x 1.3" 'value <= other * 1.3'
end_fleet

value=
fleet 1000 && read -r value _ < <(measure interrupt 1000) || true
row interrupt-all "${value:-}" ms "the limit alone, 1,000 boards" 5000 "peer" 'value <= other'
end_fleet

for count in 1000 10000; do
    value= other=
    fleet "$count" && read -r value other < <(measure publish "$count") || true
    row "publish-$count" "${value:-}" ms "bare publish of the same bytes, one signature each" "${other:-}" "peer x 1.5" \
        'value <= other * 1.5'
    end_fleet
done
