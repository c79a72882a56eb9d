# Rows rgb565 and mono-error-diffusion: from a 1080p picture to a panel's memory.
"$bench" pixels --out "$work" >"$work/pixels.log" || {
    cat "$work/pixels.log" >&2
    status=1
}
read -r value other < <(sed -n 's/^rgb565 //p' "$work/pixels.log") || true
row rgb565 "${value:-}" ms "memcpy of the 32-bit frame" "${other:-}" "peer x 7" 'value <= other * 7'

read -r value < <(sed -n 's/^mono-error-diffusion //p' "$work/pixels.log") || true
pillow=.build/benchmark-tools/pillow
if ! PYTHONPATH=$pillow python3 -c 'import PIL' 2>/dev/null; then
    python3 -m pip install --quiet --disable-pip-version-check --target "$pillow" pillow >"$work/pip.log" 2>&1 || true
fi
if PYTHONPATH=$pillow python3 -c 'import PIL' 2>/dev/null; then
    other=$(PYTHONPATH=$pillow python3 Tests/Benchmarks/render/pillow-mono.py "$work/photo.pgm") || other=
    row mono-error-diffusion "${value:-}" ms 'Pillow convert("1"), same picture' "$other" "peer" 'value < other'
else
    echo "mono-error-diffusion | ${value:-missing} ms | skipped: Pillow is not installed and pip could not fetch it"
fi
