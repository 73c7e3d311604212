// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.Optional;

/**
 * How a board's oscillator becomes the clock of a design.
 *
 * @param mhz frequency of the clock: the wanted one, or the next lower one that the PLL has
 * @param reference divisor of the oscillator; 0 where the oscillator is the clock
 * @param feedback factor after it
 * @param output divisor of the PLL's own oscillator: a power of two of iCE40, whose exponent this is; a number of the others
 */
public record Pll(double mhz, int reference, int feedback, int output) {
    /**
     * What a chip's PLL takes, in MHz and as the largest divisors; of Lattice's data sheets (FPGA-DS-02029, FPGA-DS-02012), and of
     * AMD's for the slowest speed grade (DS181, UG472).
     */
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
    private static final Limits ARTIX7 = new Limits(19, 450, 800, 1600, 6.25, 464, 56, 64);
    private static final int ICE40_SHIFTS = 7;
    private static final int OUTPUTS = 128;

    /** The clock nearest to a frequency and not above it; empty where the PLL has none within a tenth of it. */
    public static Optional<Pll> of(OpenBoard board, double mhz) {
        if (mhz == board.oscillatorMhz()) {
            return Optional.of(new Pll(mhz, 0, 0, 0));
        }
        boolean ice40 = board.family() == OpenBoard.Family.ICE40;
        boolean ecp5 = board.family() == OpenBoard.Family.ECP5;
        Limits limits = limits(board.family());
        Pll best = null;
        for (int reference = 1; reference <= limits.references; reference++) {
            double phase = board.oscillatorMhz() / reference;
            if (phase < limits.phaseLow || phase > limits.phaseHigh) {
                continue;
            }
            for (int feedback = 1; feedback <= limits.factors; feedback++) {
                for (int output = 1; output <= (ice40 ? ICE40_SHIFTS - 1 : OUTPUTS); output++) {
                    // ECP5's feedback is the divided clock, that of the others the oscillator.
                    double vco = phase * feedback * (ecp5 ? output : 1);
                    double clock = ice40 ? vco / (1 << output) : vco / output;
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

    /** The clocks that a family's PLLs make, for a message: {@code 16 to 275}. */
    public static String range(OpenBoard.Family family) {
        return switch (family) {
            case ICE40 -> "16 to 275";
            case ECP5 -> "10 to 400";
            case ARTIX7 -> "7 to 464";
        };
    }

    private static Limits limits(OpenBoard.Family family) {
        return switch (family) {
            case ICE40 -> ICE40;
            case ECP5 -> ECP5;
            case ARTIX7 -> ARTIX7;
        };
    }

    /** Whether the clock is the oscillator's. */
    public boolean none() {
        return reference == 0;
    }
}
