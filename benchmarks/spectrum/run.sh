#!/bin/sh
# Runs the simulated benchmark cell by cell: run.sh CLASSPATH [SPECTRA]. About a minute of processor time for each cell of 1,000.
set -eu
for population in normative tumour; do
  for snr in 10 30 60 100; do
    java -XX:+UseSerialGC -cp "$1" org.proviso.spectroscopy.benchmark.SimulatedBenchmark "${2:-1000}" "$population" "$snr"
  done
done
