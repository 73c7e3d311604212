// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.Optional;

/**
 * How a board's oscillator becomes the clock of a design.
 *
 * @param mhz frequency of the clock: the wanted one, or the next lower one that the PLL has
 * @param reference divisor of the oscillator; 0 where the oscillator is the clock
 * @param feedback factor after it
 * @param output divisor of the PLL's own oscillator: a power of two of iCE40, whose exponent this is; a number of ECP5
 */
public record Pll(double mhz, int reference, int feedback, int output) {
    /** What a chip's PLL takes, in MHz and as the largest divisors; of Lattice's data sheets (FPGA-DS-02029, FPGA-DS-02012). */
    private record Limits(
            double phaseLow,
            double phaseHigh,
            double vcoLow,
            double vcoHigh,
            double low,
            double high,
            int references,
            int factors) {}

    private static final Limits ICE40 = new Limits(10, 133, 533, 1066, 16, 275, 16, 128);
    private static final Limits ECP5 = new Limits(3.125, 400, 400, 800, 3.125, 400, 128, 80);
    private static final int ICE40_SHIFTS = 7;
    private static final int ECP5_OUTPUTS = 128;

    /** The clock nearest to a frequency and not above it; empty where the PLL has none within a tenth of it. */
    public static Optional<Pll> of(OpenBoard board, double mhz) {
        if (mhz == board.oscillatorMhz()) {
            return Optional.of(new Pll(mhz, 0, 0, 0));
        }
        boolean ice40 = board.family() == OpenBoard.Family.ICE40;
        Limits limits = ice40 ? ICE40 : ECP5;
        Pll best = null;
        for (int reference = 1; reference <= limits.references; reference++) {
            double phase = board.oscillatorMhz() / reference;
            if (phase < limits.phaseLow || phase > limits.phaseHigh) {
                continue;
            }
            for (int feedback = 1; feedback <= limits.factors; feedback++) {
                for (int output = 1; output <= (ice40 ? ICE40_SHIFTS - 1 : ECP5_OUTPUTS); output++) {
                    double vco = phase * feedback * (ice40 ? 1 : output);
                    double clock = ice40 ? vco / (1 << output) : phase * feedback;
                    boolean legal = vco >= limits.vcoLow
                            && vco <= limits.vcoHigh
                            && clock >= limits.low
                            && clock <= limits.high;
                    if (legal && clock <= mhz && (best == null || clock > best.mhz)) {
                        best = new Pll(clock, reference, feedback, output);
                    }
                }
            }
        }
        return Optional.ofNullable(best).filter(pll -> pll.mhz >= 0.9 * mhz);
    }

    /** Whether the clock is the oscillator's. */
    public boolean none() {
        return reference == 0;
    }
}
