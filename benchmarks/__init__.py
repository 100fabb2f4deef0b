"""Measurements, each beside its yardstick in the same run, alternating: absolute times on a shared machine say nothing.

`./run bench [P1 P5 …]` prints one table (ours, yardstick, ratio, target; median and p95 of the rounds) and writes the
same as JSON to `var/bench.json`. `RESULTS.md` beside this file is written by hand when a figure changes.
Every load stays on this machine's loopback address, is bounded, and stops by itself.

``measuring`` rounds and rows · ``load`` a lean HTTP client · ``houses`` servers of ours and bare ones ·
``p01`` … one file a measurement, with the numbers of the performance sheet.
"""
