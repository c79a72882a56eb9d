# Rows build, programme-at, next-change and week-timeline: 10,000 items on one board beside 100.
"$bench" schedule >"$work/schedule.log" || {
    cat "$work/schedule.log" >&2
    status=1
}
figures() { sed -n "s/^$1 //p" "$work/schedule.log"; }

# What grows with n log n is 200 times as much: 100 times the items, and log 10,000 is twice log 100.
read -r value other < <(figures build) || true
row build "${value:-}" ms "100 items" "${other:-}" "peer x 200 (n log n)" 'value <= other * 200'
row build "${value:-}" ms "the limit alone" 200 "peer" 'value <= other'

# What grows with log n is twice as much.
for name in programme-at next-change; do
    read -r value other < <(figures $name) || true
    row $name "${value:-}" ms "100 items" "${other:-}" "peer x 2 (log n)" 'value <= other * 2'
done
read -r value other < <(figures programme-at) || true
other=$("$bench" drawing --layout Layouts/notice-with-sidebar.json | sed -n 's/^clock-zone \([0-9.]*\) .*/\1/p')
row programme-at "${value:-}" ms "a redraw of the clock's zone" "${other:-}" "peer" 'value <= other'

# A week of more items has more entries; each of them may take twice as long.
read -r value other entries few < <(figures week-timeline) || true
row week-timeline "${value:-}" ms "100 items" "${other:-}" "peer x 2 x ${entries:-0} / ${few:-1} entries" \
    "value * ${few:-1} <= other * 2 * ${entries:-0}"
