// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.Optional;

/**
 * How a PLL generates the clock of a design from a board's oscillator.
 *
 * @param mhz frequency of the clock: the requested one, or the next lower one that the PLL can generate
 * @param reference divisor of the oscillator; 0 if the oscillator itself is the clock
 * @param feedback factor after this divisor
 * @param output divisor of the PLL's own oscillator; on iCE40 the divisor is a power of two, and this is its exponent
 */
public record Pll(double mhz, int reference, int feedback, int output) {
    /**
     * The limits of a chip's PLL: frequencies in MHz, and the largest divisors. From Lattice's data sheets (FPGA-DS-02029,
     * FPGA-DS-02012), and from AMD's for the slowest speed grade (DS181, UG472).
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

    /** The highest clock that is not above a frequency; empty if the PLL has none within a tenth of it. */
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
                    // On ECP5 the feedback is the divided clock; on the others it is the PLL's oscillator.
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

    /** The range of clocks that a family's PLLs generate, for a message: {@code 16 to 275}. */
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

    /** Whether the oscillator itself is the clock. */
    public boolean none() {
        return reference == 0;
    }
}
