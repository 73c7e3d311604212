#!/bin/sh
# prove.sh PROOF MODULE [PARAMETER VALUE]...: proves PROOF.v of ../src/MODULE.v by temporal induction, with yosys alone.
# Such as: prove.sh fifo_proof bnnlib_fifo DEPTH 8 LATENCY 4 BLOCK 1
set -e
cd "$(dirname "$0")"
proof=$1
module=$2
shift 2
parameters=
while [ $# -gt 1 ]; do
    parameters="$parameters -set $1 $2"
    shift 2
done
yosys -q -p "read_verilog -formal $proof.v ../src/$module.v
    ${parameters:+chparam $parameters $proof}
    hierarchy -top $proof
    proc; flatten; opt; memory_map; opt -full; async2sync; dffunmap; opt_clean
    sat -verify -tempinduct -prove-asserts -set-assumes -maxsteps 12"
