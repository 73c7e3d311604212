// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

/** The memories that a chip has for the streams of a design in RTL, which decide when a word can be read. */
public enum RtlFabric {
    /** Block RAM, and LUT RAM, which is read in the cycle of the address. */
    LUT_RAM {
        @Override
        public boolean inBlockRam(int bits, int depth) {
            return depth > LUT_WORDS;
        }
    },

    /** Flip-flops and block RAM only, as on iCE40: a stream that does not fit in a few flip-flops is in block RAM. */
    BLOCK_RAM {
        @Override
        public boolean inBlockRam(int bits, int depth) {
            return bits * depth > REGISTERS;
        }
    };

    /** Deepest stream in LUT RAM, in words. */
    private static final int LUT_WORDS = 128;

    /** Largest stream in flip-flops, in bits. */
    private static final int REGISTERS = 128;

    /**
     * Whether products have a register of their own after that of the words, since block RAM is slow and look-up tables have only
     * four inputs.
     */
    public boolean staged() {
        return this == BLOCK_RAM;
    }

    /** Whether a stream is in block RAM, where a word can be read one cycle later. */
    public abstract boolean inBlockRam(int bits, int depth);
}
