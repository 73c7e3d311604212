// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

/** What stores the streams of a design in RTL, which decides when a word can be read. */
public enum RtlFabric {
    /** Look-up tables that also hold words, which are read in the cycle of their address, and block RAM. */
    LUT_RAM {
        @Override
        public boolean inBlockRam(int bits, int depth) {
            return depth > LUT_WORDS;
        }
    },

    /** Flip-flops and block RAM only, such as iCE40: what few flip-flops do not hold is in block RAM. */
    BLOCK_RAM {
        @Override
        public boolean inBlockRam(int bits, int depth) {
            return bits * depth > REGISTERS;
        }
    };

    /** Words of a stream that look-up tables hold. */
    private static final int LUT_WORDS = 128;

    /** Bits of a stream that flip-flops hold. */
    private static final int REGISTERS = 128;

    /** Whether products have a register after the words' own: block RAM is slow, and look-up tables have four inputs. */
    public boolean staged() {
        return this == BLOCK_RAM;
    }

    /** Whether a stream is in block RAM, where a word can be read one cycle later. */
    public abstract boolean inBlockRam(int bits, int depth);
}
