"""Prints how many milliseconds Pillow takes to diffuse a greyscale picture to black and white: pillow-mono.py FILE.pgm"""

import statistics
import sys
import time

from PIL import Image

picture = Image.open(sys.argv[1]).convert("L")
times = []
for _ in range(51):
    start = time.perf_counter()
    picture.convert("1")
    times.append(time.perf_counter() - start)
print(f"{statistics.median(times) * 1000:.3f}")
